using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;

namespace Mpi.Engine.Tests;

/// <summary>Persons for tests, one whole and its variations.</summary>
internal static class A
{
    public const string National = "urn:test:national";

    public static RecordLinker Linker { get; } =
        new(policy: IdentifierPolicy.Default.With([new(National, IdentifierKind.PersonUnique)]));

    public static Person Person { get; } = new()
    {
        GivenNames = ["Robert", "James"],
        FamilyName = "Winterbourne",
        BirthDate = "1971-06-24",
        Sex = "male",
        AddressLine = "12 Mill Lane",
        City = "Ashford",
        PostCode = "TN23 1AB",
        Phones = ["+44 7911 123456"],
        Emails = ["r.winterbourne@mail.test"],
        Identifiers = [new PersonIdentifier(National, "485-777-345"), new PersonIdentifier("urn:test:mrn", "17")],
    };

    public static PersonFeatures Features(Person person) => Linker.Normalise(person);

    public static PairScore Pair(Person one, Person other) => Linker.Score(Features(one), Features(other));
}
