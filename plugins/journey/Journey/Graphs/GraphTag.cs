using System.Globalization;
using Journey.Mapping;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Journey.Graphs;

/// <summary>Names one state of one journey as one caller may see it: the entity tag (RFC 9110 8.8.3).</summary>
/// <param name="Revision">Of the journey.</param>
/// <param name="View">Which resource types are shown, as bits.</param>
internal readonly record struct GraphTag(long Revision, int View)
{
    /// <summary>Equal to no state.</summary>
    public static GraphTag None { get; } = new(-1, 0);

    /// <summary>A view of some items of a kind: nobody can tell from the journey's revision whether it is the same.</summary>
    private const int Unnamed = -1;

    public static int ViewOf(CallContext call)
    {
        if (call.Narrowed.Count > 0)
        {
            return Unnamed;
        }

        var grants = call.Data;
        var view = grants.Allows(DataAction.Read, Mappers.Patient) ? 1 : 0;
        for (var i = 0; i < Mappers.Types.Count; i++)
        {
            view |= grants.Allows(DataAction.Read, Mappers.Types[i]) ? 1 << (i + 1) : 0;
        }

        return view;
    }

    /// <summary>Whether a caller that holds it need not be sent the same again.</summary>
    public bool IsNamed => View != Unnamed;

    /// <summary>Reads If-None-Match; anything that is not one tag of ours matches nothing.</summary>
    public static GraphTag Parse(string? header)
    {
        var text = header is null ? "" : header.StartsWith("W/", StringComparison.Ordinal) ? header[2..] : header;
        var parts = text.Trim('"').Split('-');
        return parts is [var revision, var view]
            && long.TryParse(revision, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && int.TryParse(view, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? new(number, bits)
            : None;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\"{Revision}-{View:x}\"");
}
