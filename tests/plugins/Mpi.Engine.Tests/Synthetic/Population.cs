using System.Globalization;
using Mpi.Engine.Normalising;

namespace Mpi.Engine.Tests.Synthetic;

/// <summary>
/// Households of made-up people: couples, children, twins, sons named after their fathers. Everyone has one record; some have
/// further ones as another desk would have written them.
/// </summary>
internal sealed class Population
{
    private const double TwinShare = 0.04;
    private const double NamesakeShare = 0.05;
    private const double DuplicateShare = 0.35;
    private const string National = "urn:synthetic:national";

    private static readonly string[] Girls = ["Mary", "Elizabeth", "Margaret", "Sarah", "Emma", "Alice", "Catherine", "Susan", "Anna", "Julia"];
    private static readonly string[] Boys = ["John", "William", "James", "Robert", "Thomas", "Michael", "Daniel", "Edward", "Joseph", "Samuel"];

    private readonly Random random;
    private readonly Names girls;
    private readonly Names boys;
    private readonly Names families;
    private readonly Names streets;
    private readonly string[] towns;
    private readonly HashSet<string> taken = [];
    private readonly Corruption corruption;

    public Population(int seed, int persons)
    {
        random = new Random(seed);
        girls = new Names(random, 600, Girls);
        boys = new Names(random, 600, Boys);
        families = new Names(random, 8_000, []);
        streets = new Names(random, 2_000, []);
        towns = [.. Enumerable.Range(0, 100).Select(_ => streets.Draw(random) + " " + families.Draw(random))];
        corruption = new Corruption(random, () => families.Draw(random), () => NewAddress());
        while (Originals < persons)
        {
            AddHousehold();
        }
    }

    public List<Person> Records { get; } = [];

    /// <summary>The true person of each record.</summary>
    public List<string> Cluster { get; } = [];

    public int Originals { get; private set; }

    public static IReadOnlyList<KeyValuePair<string, IdentifierKind>> Policy { get; } =
        [new(National, IdentifierKind.PersonUnique)];

    private void AddHousehold()
    {
        taken.Clear();
        var family = families.Draw(random);
        var home = NewAddress() with { FamilyName = family };
        var year = random.Next(1930, 1985);
        var father = Member(home, boys, "male", year, null);
        Add(father);
        Add(Member(home, girls, "female", year + random.Next(-6, 7), null));
        for (var child = random.Next(0, 4); child > 0; child--)
        {
            var son = random.Next(2) == 0;
            var namesake = son && random.NextDouble() < NamesakeShare;
            var born = Member(home, son ? boys : girls, son ? "male" : "female", year + random.Next(20, 38), null);
            Add(namesake ? born with { GivenNames = father.GivenNames } : born);
            if (random.NextDouble() < TwinShare)
            {
                Add(Member(home, random.Next(2) == 0 ? boys : girls, born.Sex!, 0, born.BirthDate));
            }
        }
    }

    private Person Member(Person home, Names given, string sex, int year, string? birthDate)
    {
        var first = given.Draw(random);
        while (!taken.Add(first))
        {
            first = given.Draw(random);
        }

        var date = birthDate ?? new DateOnly(year, 1, 1).AddDays(random.Next(365)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return home with
        {
            GivenNames = random.Next(2) == 0 ? [first] : [first, given.Draw(random)],
            BirthDate = date,
            Sex = sex,
            Phones = random.Next(2) == 0 ? home.Phones : [Digits(10)],
            Emails = random.Next(3) > 0 ? [$"{first}.{home.FamilyName}{random.Next(100)}@mail.test"] : [],
            Identifiers = random.Next(2) == 0 ? [new PersonIdentifier(National, Digits(9))] : [],
        };
    }

    private Person NewAddress()
    {
        var area = random.Next(400);
        return new Person
        {
            AddressLine = $"{random.Next(1, 200)} {streets.Draw(random)} Street",
            City = towns[area / 4],
            PostCode = (20_000 + area).ToString(CultureInfo.InvariantCulture),
            Phones = [Digits(10)],
        };
    }

    private void Add(Person person)
    {
        var id = Originals++.ToString(CultureInfo.InvariantCulture);
        Records.Add(person);
        Cluster.Add(id);
        while (random.NextDouble() < DuplicateShare)
        {
            Records.Add(corruption.Of(person));
            Cluster.Add(id);
        }
    }

    private string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + random.Next(10))));
}
