using System.Globalization;
using Architecture.Tests.Reading;

namespace Architecture.Tests;

/// <summary>
/// The places that broke a rule when it came and are not mended yet (exceptions.txt). The list only shrinks: an entry
/// with a later date than the list's own, or one that covers nothing any more, is itself a failure.
/// </summary>
public static class Exceptions
{
    public const string File = "tests/Architecture.Tests/exceptions.txt";

    private static readonly Lazy<IReadOnlyList<Entry>> _entries = new(
        () => Parse(Repository.Tree.Files.Single(file => file.Path == File).Text));

    /// <summary>When the list was closed.</summary>
    public static DateOnly Closed { get; } = new(2026, 11, 22);

    public static IReadOnlyList<Entry> Entries => _entries.Value;

    public static bool Cover(string rule, Finding finding) => Entries.Any(entry => entry.Rule == rule && entry.Path == finding.Path);

    /// <summary>One entry a line: <c>rule | path | date | why</c>. Lines that start with # are comments.</summary>
    public static IReadOnlyList<Entry> Parse(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries) is [var rule, var path, var date, { Length: > 0 } why]
                ? new Entry(rule, path, DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture), why)
                : throw new FormatException($"'{line}' is not: rule | path | date | why")),
    ];

    /// <param name="Rule">The rule's class.</param>
    /// <param name="Path">The file it does not hold for.</param>
    /// <param name="Since">When it was accepted.</param>
    /// <param name="Why">Why it was.</param>
    public sealed record Entry(string Rule, string Path, DateOnly Since, string Why);
}
