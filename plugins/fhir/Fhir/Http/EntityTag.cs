using System.Globalization;

namespace Fhir.Http;

/// <summary>Versions as weak entity tags: <c>W/"3"</c> (R4 3.1.0.1.3).</summary>
internal static class EntityTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"W/\"{version}\"");

    /// <summary>meta.versionId.</summary>
    public static string VersionId(int version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads W/"3" or "3".</summary>
    /// <returns>False when the text is neither.</returns>
    public static bool TryRead(string? text, out int version)
    {
        version = 0;
        var tag = text.AsSpan().Trim();
        if (tag.StartsWith("W/"))
        {
            tag = tag[2..];
        }

        return tag.Length > 2 && tag[0] == '"' && tag[^1] == '"'
            && int.TryParse(tag[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out version) && version > 0;
    }

    /// <summary>Whether an If-None-Match list names this version, or any.</summary>
    public static bool Matches(string? ifNoneMatch, int version)
    {
        if (string.IsNullOrEmpty(ifNoneMatch))
        {
            return false;
        }

        foreach (var range in ifNoneMatch.AsSpan().Split(','))
        {
            var tag = ifNoneMatch.AsSpan()[range].Trim();
            if (tag is "*" || (TryRead(tag.ToString(), out var one) && one == version))
            {
                return true;
            }
        }

        return false;
    }
}
