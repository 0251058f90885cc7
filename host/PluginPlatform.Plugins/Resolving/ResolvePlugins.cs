using PluginPlatform.Plugins.Configuration;
using PluginPlatform.Plugins.Manifests;

namespace PluginPlatform.Plugins.Resolving;

/// <summary>
/// Decides which plugins can start: the highest installed version in each range, then dependencies, refusing with the
/// exact missing piece and the mend. A refusal spreads to those that need the refused one.
/// </summary>
internal static class ResolvePlugins
{
    public static Resolution From(PluginsFile file, Discovery discovery, Version sdk)
    {
        var refused = new Dictionary<string, Refusal>(StringComparer.Ordinal);
        var chosen = new Dictionary<string, InstalledPlugin>(StringComparer.Ordinal);
        foreach (var (id, entry) in file.Plugins.Where(p => p.Value.Enabled))
        {
            var (plugin, refusal) = Choose(id, entry, discovery, sdk);
            if (plugin is not null)
            {
                chosen.Add(id, plugin);
            }
            else
            {
                refused.Add(id, refusal!);
            }
        }

        RefuseCycles(chosen, refused);
        RefuseUnmet(file, chosen, refused);
        var ordered = DependenciesFirst(chosen)
            .Select(plugin => new ResolvedPlugin(plugin, file.Plugins[plugin.Id], ActiveOptional(plugin, chosen)))
            .ToList();
        return new(ordered, [.. refused.Values]);
    }

    private static (InstalledPlugin? Plugin, Refusal? Refusal) Choose(string id, PluginEntry entry, Discovery discovery, Version sdk)
    {
        VersionRange.TryParse(entry.Version, out var range);
        var installed = discovery.Installed.Where(p => p.Id == id).OrderByDescending(p => p.Version).ToList();
        var fitting = installed.FirstOrDefault(p => range.Contains(p.Version));
        if (fitting is null)
        {
            var broken = discovery.Broken.FirstOrDefault(r => r.Plugin == id);
            return (null, broken ?? (installed.Count == 0
                ? new(id, null, "plugin.missing", $"{id} is switched on but not installed.", $"Install {id}, or switch it off in plugins.json.")
                : new(id, null, "plugin.version", $"plugins.json asks for {id} {range} and {Versions(installed)} is installed.",
                    $"Install a version in {range}, or widen the range in plugins.json.")));
        }

        VersionRange.TryParse(fitting.Manifest.Sdk, out var sdkRange);
        return sdkRange.Contains(sdk)
            ? (fitting, null)
            : (null, new(id, fitting.Manifest.Version, "plugin.sdk", $"{id} was built for SDK {sdkRange} and this host has {sdk.ToString(3)}.",
                $"Install a {id} built for SDK {sdk.Major}.*."));
    }

    private static void RefuseCycles(Dictionary<string, InstalledPlugin> chosen, Dictionary<string, Refusal> refused)
    {
        foreach (var plugin in chosen.Values.ToList())
        {
            if (CycleFrom(plugin.Id, plugin.Id, chosen, []) is { } cycle)
            {
                refused[plugin.Id] = new(plugin.Id, plugin.Manifest.Version, "plugin.cycle",
                    $"{string.Join(" needs ", cycle)}: nothing in this circle can start first.",
                    "Break the circle: move what both need into a third plugin, or make one requirement optional.");
            }
        }

        Remove(chosen, refused);
    }

    private static List<string>? CycleFrom(string start, string at, Dictionary<string, InstalledPlugin> chosen, HashSet<string> seen)
    {
        foreach (var next in chosen[at].Manifest.Requires.Keys.Where(chosen.ContainsKey))
        {
            if (next == start)
            {
                return [at, start];
            }

            if (seen.Add(next) && CycleFrom(start, next, chosen, seen) is { } rest)
            {
                return [at, .. rest];
            }
        }

        return null;
    }

    private static void RefuseUnmet(PluginsFile file, Dictionary<string, InstalledPlugin> chosen, Dictionary<string, Refusal> refused)
    {
        var before = -1;
        while (before != refused.Count)
        {
            before = refused.Count;
            foreach (var plugin in chosen.Values)
            {
                var unmet = plugin.Manifest.Requires
                    .Select(need => Unmet(plugin, need.Key, need.Value, file, chosen, refused))
                    .FirstOrDefault(refusal => refusal is not null);
                if (unmet is not null)
                {
                    refused[plugin.Id] = unmet;
                }
            }

            Remove(chosen, refused);
        }
    }

    private static Refusal? Unmet(
        InstalledPlugin plugin, string need, string rangeText, PluginsFile file,
        Dictionary<string, InstalledPlugin> chosen, Dictionary<string, Refusal> refused)
    {
        VersionRange.TryParse(rangeText, out var range);
        if (chosen.TryGetValue(need, out var there))
        {
            return range.Contains(there.Version)
                ? null
                : Refuse($"It needs {need} {range} and {there.Version} is here.", $"Install {need} in {range}, or another version of {plugin.Id}.");
        }

        return refused.TryGetValue(need, out var why)
            ? Refuse($"It needs {need}, which cannot start: {why.Reason}", why.Mend)
            : file.Plugins.ContainsKey(need)
                ? Refuse($"It needs {need} {range}, which is switched off.", $"Switch {need} on, or switch {plugin.Id} off.")
                : Refuse($"It needs {need} {range}, which plugins.json does not name.", $"Install {need} and add it to plugins.json, or switch {plugin.Id} off.");

        Refusal Refuse(string reason, string mend) => new(plugin.Id, plugin.Manifest.Version, "plugin.requires", reason, mend);
    }

    private static List<InstalledPlugin> DependenciesFirst(Dictionary<string, InstalledPlugin> chosen)
    {
        var ordered = new List<InstalledPlugin>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var plugin in chosen.Values.OrderBy(p => p.Id, StringComparer.Ordinal))
        {
            Visit(plugin);
        }

        return ordered;

        void Visit(InstalledPlugin plugin)
        {
            if (!seen.Add(plugin.Id))
            {
                return;
            }

            foreach (var need in plugin.Manifest.Requires.Keys.Concat(plugin.Manifest.Optional.Keys).Order(StringComparer.Ordinal))
            {
                if (chosen.TryGetValue(need, out var dependency))
                {
                    Visit(dependency);
                }
            }

            ordered.Add(plugin);
        }
    }

    private static List<string> ActiveOptional(InstalledPlugin plugin, Dictionary<string, InstalledPlugin> chosen) =>
        [.. plugin.Manifest.Optional
            .Where(o => chosen.TryGetValue(o.Key, out var other) && VersionRange.TryParse(o.Value, out var range) && range.Contains(other.Version))
            .Select(o => o.Key)];

    private static void Remove(Dictionary<string, InstalledPlugin> chosen, Dictionary<string, Refusal> refused)
    {
        foreach (var id in refused.Keys)
        {
            chosen.Remove(id);
        }
    }

    private static string Versions(List<InstalledPlugin> installed) => string.Join(", ", installed.Select(p => p.Manifest.Version));
}
