using System.Globalization;
using PluginPlatform.Sdk.UI.Hosting;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Plugins;

/// <summary>What the board says about the plugins in figures.</summary>
internal static class PluginFigures
{
    private static readonly string[] _troubles = ["faulted", "degraded", "refused"];

    public static int Troubled(IReadOnlyList<PluginStatus> plugins) => plugins.Count(NeedsAttention);

    public static bool NeedsAttention(PluginStatus plugin) => _troubles.Contains(plugin.State);

    public static string Troubles(IReadOnlyList<PluginStatus> plugins) => string.Join(", ", _troubles
        .Select(state => (state, count: plugins.Count(plugin => plugin.State == state)))
        .Where(trouble => trouble.count > 0)
        .Select(trouble => T("count." + trouble.state, trouble.count)));

    public static (long Faults, string? Most) Faults(IReadOnlyList<PluginStatus> plugins)
    {
        var worst = plugins.MaxBy(plugin => plugin.Faults);
        return (plugins.Sum(plugin => plugin.Faults), worst is { Faults: > 0 } ? T("faults.from", worst.Faults, worst.Id) : null);
    }

    public static string Slowest(IReadOnlyList<PluginStatus> plugins) =>
        plugins.Where(plugin => plugin.P95 is not null).MaxBy(plugin => plugin.P95) is { } slowest ? slowest.Id : "";

    public static string Milliseconds(TimeSpan? time) => time switch
    {
        null => "–",
        { TotalMilliseconds: < 10 } brief => brief.TotalMilliseconds.ToString("0.0", CultureInfo.CurrentCulture) + " ms",
        { TotalSeconds: < 10 } usual => usual.TotalMilliseconds.ToString("0", CultureInfo.CurrentCulture) + " ms",
        { } slow => slow.TotalSeconds.ToString("0.0", CultureInfo.CurrentCulture) + " s",
    };

    public static string Health(PluginStatus plugin) =>
        T("health.label", plugin.Name, plugin.Health.Sum(bucket => bucket.Calls), plugin.Health.Sum(bucket => bucket.Faults));
}
