using System.Globalization;

namespace Mpi.Tests.Following;

/// <summary>Invented people; every fifth is registered a second time, with a slip. Ids tell who is who: <c>bulk-{person}-{record}</c>.</summary>
internal static class Population
{
    private const string Consonants = "bdfgklmnprstvw";
    private const string Vowels = "aeiou";

    public static IReadOnlyList<(string Id, PersonText Person)> Of(int records, int seed)
    {
        var random = new Random(seed);
        var population = new List<(string, PersonText)>(records);
        for (var number = 0; population.Count < records; number++)
        {
            var person = Somebody(random, number);
            population.Add(($"bulk-{number}-1", person));
            if (number % 5 == 0 && population.Count < records)
            {
                population.Add(($"bulk-{number}-2", Again(random, person, number)));
            }
        }

        return population;
    }

    private static PersonText Somebody(Random random, int number) => new(
        Word(random, 2), Word(random, 3),
        new DateOnly(1930, 1, 1).AddDays(random.Next(30_000)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        random.Next(2) == 0 ? "female" : "male")
    {
        Street = $"{random.Next(1, 400)} {Word(random, 3)} Street",
        City = Word(random, 2),
        PostCode = random.Next(10_000, 99_999).ToString(CultureInfo.InvariantCulture),
        Phone = $"555-{random.Next(1_000, 9_999)}-{random.Next(1_000, 9_999)}",
        Ssn = $"9{random.Next(10, 99)}-{random.Next(10, 99)}-{random.Next(1_000, 9_999)}",
        RecordNumber = $"R-{number}",
    };

    private static PersonText Again(Random random, PersonText person, int number) => random.Next(3) switch
    {
        0 => person with { RecordNumber = $"S-{number}", Phone = null },
        1 => person with { RecordNumber = $"S-{number}", Street = $"{random.Next(1, 400)} Movers Road" },
        _ => person with { RecordNumber = null, Ssn = null },
    };

    private static string Word(Random random, int syllables)
    {
        var word = string.Concat(Enumerable.Range(0, syllables).Select(_ => $"{Consonants[random.Next(Consonants.Length)]}{Vowels[random.Next(Vowels.Length)]}"));
        return char.ToUpperInvariant(word[0]) + word[1..] + Consonants[random.Next(Consonants.Length)];
    }
}
