using System.Globalization;

namespace PluginPlatform.Plugins.Manifests;

/// <summary>
/// A range of plugin versions: <c>*</c>, <c>1.*</c>, <c>1.2.*</c>, <c>1.2.3</c> (exactly), <c>&gt;=1.2</c>, or an interval
/// <c>[1.2,2.0)</c>.
/// </summary>
public sealed record VersionRange(Version? Low, bool LowIncluded, Version? High, bool HighIncluded, string Text)
{
    public static VersionRange Any { get; } = new(null, true, null, true, "*");

    public bool Contains(Version version)
    {
        var v = Full(version);
        return (Low is null || Compare(v, Low) is var low && (low > 0 || (low == 0 && LowIncluded)))
            && (High is null || Compare(v, High) is var high && (high < 0 || (high == 0 && HighIncluded)));
    }

    public static bool TryParse(string? text, out VersionRange range)
    {
        range = Any;
        text = text?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        if (text == "*")
        {
            return true;
        }

        var parsed = text[0] switch
        {
            '[' or '(' => Interval(text),
            '>' when text.StartsWith(">=", StringComparison.Ordinal) => Number(text[2..]) is { } low
                ? new(low, true, null, true, text) : null,
            _ when text.EndsWith(".*", StringComparison.Ordinal) => Floating(text),
            _ => Number(text) is { } exact ? new(exact, true, exact, true, text) : null,
        };
        range = parsed ?? Any;
        return parsed is not null;
    }

    public override string ToString() => Text;

    private static VersionRange? Interval(string text)
    {
        var ends = text[1..^1].Split(',');
        if (ends.Length != 2 || text[^1] is not (']' or ')'))
        {
            return null;
        }

        var low = Number(ends[0]);
        var high = Number(ends[1]);
        var sound = (low is not null || ends[0].Trim() == "") && (high is not null || ends[1].Trim() == "");
        return sound ? new(low, text[0] == '[', high, text[^1] == ']', text) : null;
    }

    private static VersionRange? Floating(string text) => text[..^2].Split('.') switch
    {
        [var major] when Part(major) is { } x => new(new(x, 0, 0), true, new(x + 1, 0, 0), false, text),
        [var major, var minor] when Part(major) is { } x && Part(minor) is { } y =>
            new(new(x, y, 0), true, new(x, y + 1, 0), false, text),
        _ => null,
    };

    private static Version? Number(string text) => text.Trim().Split('.') switch
    {
        [var a] when Part(a) is { } x => new(x, 0, 0),
        [var a, var b] when Part(a) is { } x && Part(b) is { } y => new(x, y, 0),
        [var a, var b, var c] when Part(a) is { } x && Part(b) is { } y && Part(c) is { } z => new(x, y, z),
        _ => null,
    };

    private static int? Part(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int Compare(Version left, Version right) => Full(left).CompareTo(Full(right));

    private static Version Full(Version version) => new(version.Major, version.Minor, Math.Max(version.Build, 0));
}
