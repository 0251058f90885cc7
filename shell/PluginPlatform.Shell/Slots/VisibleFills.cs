using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell.Slots;

/// <summary>What of a slot this reader is offered.</summary>
internal static class VisibleFills
{
    public static IReadOnlyList<PlacedFill> For(this IPluginSurface surface, string slot, CallContext reader) =>
        [.. surface.Fills(slot).Where(placed => reader.Has(placed.Fill.Permission))];

    /// <summary>Changes when the fill is drawn by another generation, so that it is drawn anew.</summary>
    public static string DrawKey(this PlacedFill placed, string subject) =>
        $"{placed.Fill.Key}@{placed.Version}#{placed.Fill.Component.Module.ModuleVersionId}/{subject}";
}
