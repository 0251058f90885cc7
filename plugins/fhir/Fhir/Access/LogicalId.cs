namespace Fhir.Access;

/// <summary>The form of logical ids (R4 2.24.0.1): 1 to 64 letters, digits, '-' and '.'.</summary>
internal static class LogicalId
{
    public static bool IsValid(string id) =>
        id.Length is > 0 and <= 64 && id.AsSpan().IndexOfAnyExcept(Allowed) < 0;

    private static readonly System.Buffers.SearchValues<char> Allowed =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.");
}
