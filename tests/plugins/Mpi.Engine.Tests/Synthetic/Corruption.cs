using System.Globalization;

namespace Mpi.Engine.Tests.Synthetic;

/// <summary>A second record of the same person, with the mistakes and changes that registers see, at assumed rates.</summary>
internal sealed class Corruption(Random random, Func<string> otherFamily, Func<Person> otherAddress)
{
    private static readonly Dictionary<string, string> Pets = new()
    {
        ["Elizabeth"] = "Beth", ["Margaret"] = "Maggie", ["Susan"] = "Sue", ["Catherine"] = "Kate", ["William"] = "Bill",
        ["Robert"] = "Bob", ["James"] = "Jim", ["Thomas"] = "Tom", ["Michael"] = "Mike", ["Daniel"] = "Dan", ["Edward"] = "Ted",
    };

    public Person Of(Person person)
    {
        person = Names(person);
        person = person with { BirthDate = BirthDate(person.BirthDate!), Sex = Chance(0.015) ? null : person.Sex };
        if (Chance(0.35))
        {
            var home = otherAddress();
            person = person with { AddressLine = home.AddressLine, City = home.City, PostCode = home.PostCode };
        }

        return person with
        {
            AddressLine = Chance(0.08) ? Slip(person.AddressLine!) : person.AddressLine,
            PostCode = Chance(0.05) ? null : person.PostCode,
            Phones = Chance(0.3) ? [] : Chance(0.3) ? otherAddress().Phones : person.Phones,
            Emails = Chance(0.5) ? [] : [.. person.Emails.Select(e => Chance(0.06) ? Slip(e) : e)],
            Identifiers = Chance(0.4) ? [] : [.. person.Identifiers.Select(i => Chance(0.02) ? i with { Value = Slip(i.Value) } : i)],
        };
    }

    private Person Names(Person person)
    {
        var given = person.GivenNames[0];
        given = Chance(0.3) && Pets.TryGetValue(given, out var pet) ? pet : given;
        given = Chance(0.07) ? Slip(given) : given;
        var family = person.Sex == "female" && Chance(0.08) ? otherFamily() : person.FamilyName!;
        family = Chance(0.07) ? Slip(family) : family;
        (given, family) = Chance(0.01) ? (family, given) : (given, family);
        var middle = person.GivenNames.Skip(1).Where(_ => Chance(0.7)).Select(m => Chance(0.3) ? m[..1] : m);
        return person with { GivenNames = Chance(0.02) ? [] : [given, .. middle], FamilyName = family };
    }

    private string BirthDate(string date)
    {
        var value = DateOnly.Parse(date, CultureInfo.InvariantCulture);
        var written = random.NextDouble() switch
        {
            < 0.01 when value.Day <= 12 => new DateOnly(value.Year, value.Day, value.Month),
            < 0.03 => value.AddDays(random.Next(2) == 0 ? 1 : -1),
            < 0.045 => value.AddYears(random.Next(2) == 0 ? 1 : -1),
            < 0.055 => value.AddDays(random.Next(-4000, 4000)),
            _ => value,
        };
        return Chance(0.02) ? written.ToString("yyyy", CultureInfo.InvariantCulture) : written.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private string Slip(string text)
    {
        if (text.Length < 3)
        {
            return text;
        }

        var at = random.Next(1, text.Length - 1);
        var other = char.IsAsciiDigit(text[at]) ? (char)('0' + random.Next(10)) : (char)('a' + random.Next(26));
        return random.Next(4) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, other.ToString()),
            2 => text[..at] + other + text[(at + 1)..],
            _ => text[..at] + text[at + 1] + text[at] + text[(at + 2)..],
        };
    }

    private bool Chance(double share) => random.NextDouble() < share;
}
