using System.Collections.Frozen;

namespace Mpi.Engine.Normalising;

/// <summary>Names split into what is compared: first given, middle names, family, parts and former names, suffix.</summary>
internal static class FoldNames
{
    private static readonly FrozenSet<string> Titles =
        FrozenSet.Create(StringComparer.Ordinal, "mr", "mrs", "ms", "miss", "dr", "prof", "sir", "rev");

    private static readonly FrozenSet<string> Suffixes =
        FrozenSet.Create(StringComparer.Ordinal, "jr", "sr", "ii", "iii", "iv", "v", "junior", "senior");

    public static PersonFeatures Into(PersonFeatures features, Person person)
    {
        var given = Givens(person.GivenNames);
        var (parts, suffix) = Family(person.FamilyName);
        var family = string.Concat(parts);
        var first = given.Length > 0 ? given[0] : "";
        if (Placeholders.IsUnidentified(first, family))
        {
            return features;
        }

        return features with
        {
            Given = first,
            GivenPhonetic = Nysiis.Encode(first),
            GivenRoots = [.. Givens(person.GivenAliases).Prepend(first).SelectMany(RootsOf).Distinct()],
            GivenKnown = Nicknames.IsKnown(first),
            MiddleNames = given.Length > 1 ? given[1..] : [],
            GivenWithMiddle = given.Length > 1 ? given[0] + given[1] : "",
            Family = family,
            FamilyPhonetic = Nysiis.Encode(family),
            FamilyAlternates = Alternates(parts, family, person.OtherFamilyNames),
            Suffix = Suffix(person.Suffix) is { Length: > 0 } stated ? stated : suffix,
        };
    }

    private static string[] Givens(IReadOnlyList<string> names)
    {
        var words = names.Where(n => !Placeholders.IsName(FoldText.Joined(n))).SelectMany(FoldText.Words);
        return [.. words.Where(w => !Placeholders.IsName(w) && !Titles.Contains(w))];
    }

    private static IEnumerable<string> RootsOf(string given) =>
        given.Length == 0 ? [] : Nicknames.RootsOf(given) is { Length: > 0 } roots ? roots : [given];

    private static (string[] Parts, string Suffix) Family(string? name)
    {
        var words = FoldText.Words(name);
        var suffix = words.Length > 1 ? Suffix(words[^1]) : "";
        words = suffix.Length > 0 ? words[..^1] : words;
        return Placeholders.IsName(string.Concat(words)) ? ([], suffix) : (words, suffix);
    }

    private static string[] Alternates(string[] parts, string family, IReadOnlyList<string> others)
    {
        var own = parts.Length > 1 ? parts.Where(p => p.Length > 3) : [];
        var former = others.Select(o => string.Concat(Family(o).Parts));
        return [.. own.Concat(former).Where(n => n.Length > 0 && n != family).Distinct()];
    }

    private static string Suffix(string? text) => FoldText.Joined(text) switch
    {
        "junior" => "jr",
        "senior" => "sr",
        var s when Suffixes.Contains(s) => s,
        _ => "",
    };
}
