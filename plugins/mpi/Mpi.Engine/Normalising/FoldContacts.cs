namespace Mpi.Engine.Normalising;

/// <summary>Telephone numbers and e-mail addresses in one comparable form each.</summary>
internal static class FoldContacts
{
    private const int SignificantDigits = 9;

    public static string[] Phones(IReadOnlyList<string> phones) => [.. phones.Select(Phone).Where(p => p.Length > 0).Distinct()];

    public static string[] Emails(IReadOnlyList<string> emails) => [.. emails.Select(Email).Where(e => e.Length > 0).Distinct()];

    private static string Phone(string text)
    {
        var digits = string.Concat(text.Where(char.IsAsciiDigit));
        var significant = digits.Length > SignificantDigits ? digits[^SignificantDigits..] : digits.TrimStart('0');
        return significant.Length == 0 || Placeholders.IsPhone(significant) || Placeholders.IsPhone(digits) ? "" : significant;
    }

    private static string Email(string text)
    {
        var folded = text.Trim().ToLowerInvariant();
        folded = folded.StartsWith("mailto:", StringComparison.Ordinal) ? folded[7..] : folded;
        var at = folded.IndexOf('@');
        return at <= 0 || at == folded.Length - 1 || Placeholders.IsEmail(folded[..at], folded[(at + 1)..]) ? "" : folded;
    }
}
