using System.Globalization;
using Mpi.Engine.Normalising;

namespace Mpi.Engine.Blocking;

/// <summary>
/// Blocking keys, several per person so that any one field may be wrong or missing and the pair is still found. A key never
/// comes from missing parts.
/// </summary>
internal static class DeriveKeys
{
    /// <summary>Pet names stand for up to this many formal names (Bert: Albert, Herbert, Robert …).</summary>
    private const int MostSounds = 4;

    private const int Start = 3;

    public static IReadOnlyList<BlockingKey> Of(PersonFeatures person)
    {
        var keys = new List<BlockingKey>(16);
        var given = GivenSounds(person);
        var family = FamilySounds(person);
        AddExact(keys, person);
        AddNames(keys, person, given, family);
        AddPlaces(keys, person, family);
        return [.. keys.Distinct()];
    }

    private static void AddExact(List<BlockingKey> keys, PersonFeatures person)
    {
        foreach (var identifier in person.Identifiers)
        {
            keys.Add(new BlockingKey(BlockingKind.Identifier, $"{identifier.System}|{identifier.Value}"));
        }

        foreach (var phone in person.Phones)
        {
            keys.Add(new BlockingKey(BlockingKind.Phone, phone));
        }

        foreach (var email in person.Emails)
        {
            keys.Add(new BlockingKey(BlockingKind.Email, email));
        }
    }

    private static void AddNames(List<BlockingKey> keys, PersonFeatures person, string[] given, string[] family)
    {
        var date = DateKey(person.BirthDate);
        if (date.Length > 0)
        {
            keys.Add(new BlockingKey(BlockingKind.BirthDate, date));
        }

        if (person.Given.Length >= Start && person.Family.Length >= Start)
        {
            keys.Add(Sorted(BlockingKind.NameStarts, person.Given[..Start], person.Family[..Start]));
        }

        foreach (var sound in date.Length > 0 ? given.Concat(family) : [])
        {
            keys.Add(new BlockingKey(BlockingKind.NameBirthDate, $"{sound}|{date}"));
        }

        foreach (var sound in family)
        {
            if (!person.BirthDate.IsMissing)
            {
                keys.Add(new BlockingKey(BlockingKind.FamilyBirthYear, string.Create(CultureInfo.InvariantCulture, $"{sound}|{person.BirthDate.Year}")));
            }

            foreach (var other in given)
            {
                keys.Add(Sorted(BlockingKind.BothNames, sound, other));
            }
        }
    }

    private static void AddPlaces(List<BlockingKey> keys, PersonFeatures person, string[] family)
    {
        var date = DateKey(person.BirthDate);
        if (person.PostCode.Length > 0)
        {
            if (date.Length > 0)
            {
                keys.Add(new BlockingKey(BlockingKind.PostCodeBirthDate, $"{person.PostCode}|{date}"));
            }

            foreach (var sound in family)
            {
                keys.Add(new BlockingKey(BlockingKind.FamilyPostCode, $"{sound}|{person.PostCode}"));
            }
        }

        foreach (var place in new[] { person.PostCode, person.City }.Where(p => p.Length > 0))
        {
            if (person.HouseNumber.Length > 0 && person.Street.Length > 0)
            {
                keys.Add(new BlockingKey(BlockingKind.Dwelling, $"{person.HouseNumber}|{Nysiis.Encode(person.Street)}|{place}"));
            }
        }
    }

    private static BlockingKey Sorted(BlockingKind kind, string a, string b) =>
        new(kind, string.CompareOrdinal(a, b) <= 0 ? $"{a}|{b}" : $"{b}|{a}");

    // Day and month in size order, so that an exchange of the two gives the same key.
    private static string DateKey(BirthDate date) => date.IsFull
        ? string.Create(CultureInfo.InvariantCulture, $"{date.Year}{Math.Min(date.Month, date.Day):00}{Math.Max(date.Month, date.Day):00}")
        : "";

    private static string[] GivenSounds(PersonFeatures person) =>
        person.Given.Length < 2
            ? []
            : [.. person.GivenRoots.Select(Nysiis.Encode).Prepend(person.GivenPhonetic).Distinct().Take(MostSounds)];

    private static string[] FamilySounds(PersonFeatures person) =>
        person.Family.Length < 2
            ? []
            : [.. person.FamilyAlternates.Select(Nysiis.Encode).Prepend(person.FamilyPhonetic).Distinct().Take(MostSounds)];
}
