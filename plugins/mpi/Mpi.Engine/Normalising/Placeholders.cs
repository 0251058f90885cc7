using System.Collections.Frozen;

namespace Mpi.Engine.Normalising;

/// <summary>Values typed because a field had to be filled. They agree between strangers, so they count as missing.</summary>
internal static class Placeholders
{
    private static readonly FrozenSet<string> Names = FrozenSet.Create(
        StringComparer.Ordinal,
        "unknown", "unk", "unkn", "unknwn", "unspecified", "unidentified", "anonymous", "anon", "none", "null", "nil",
        "noname", "nofirstname", "nolastname", "nfn", "nln", "fnu", "lnu", "nmn", "notknown", "notgiven", "notstated",
        "notavailable", "notapplicable", "refused", "declined", "withheld", "missing", "blank", "tbd", "tba",
        "baby", "babyboy", "babygirl", "boy", "girl", "infant", "newborn", "neonate", "bb", "bg", "babyof", "twin",
        "twina", "twinb", "male", "female", "patient", "testpatient", "trauma", "dummy", "xxx", "zzz", "firstname",
        "lastname", "surname", "donotuse", "duplicate", "deceased");

    private static readonly FrozenSet<string> MailBoxes = FrozenSet.Create(
        StringComparer.Ordinal,
        "none", "no", "na", "noemail", "nomail", "noreply", "donotreply", "unknown", "null", "nobody", "noone", "declined", "refused");

    public static bool IsName(string joined) =>
        joined.Length == 0
        || Names.Contains(joined)
        || (joined.Length > 2 && IsOneCharacter(joined))
        || joined.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    /// <summary>The names hospitals give to people they cannot identify.</summary>
    public static bool IsUnidentified(string given, string family) =>
        family is "doe" && given is ("john" or "jane" or "jon");

    public static bool IsPhone(ReadOnlySpan<char> digits) =>
        digits.Length < 6 || IsOneCharacter(digits) || IsRun(digits) || digits[^6..] is "000000" or "999999";

    public static bool IsEmail(string local, string domain) =>
        MailBoxes.Contains(local) || (local is "test" && domain.StartsWith("test.", StringComparison.Ordinal));

    /// <summary>Folded codes: identifiers and postcodes.</summary>
    public static bool IsCode(string code) =>
        code.Length < 3 || IsOneCharacter(code) || IsRun(code) || Names.Contains(code.ToLowerInvariant());

    private static bool IsOneCharacter(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(text[0]);

    private static bool IsRun(ReadOnlySpan<char> digits) =>
        digits.Length >= 6 && ("01234567890".AsSpan().StartsWith(digits) || "1234567890".AsSpan().StartsWith(digits));
}
