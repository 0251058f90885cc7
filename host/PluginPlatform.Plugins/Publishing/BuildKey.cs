using PluginPlatform.Plugins.Loading;
using PluginPlatform.Plugins.Resolving;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>
/// What a generation was built from. While it is the same, a change of plugins.json leaves the generation running; when
/// anything in it differs (code, a contract below it, settings, grants, tenants, an optional neighbour) a new one is built.
/// </summary>
internal static class BuildKey
{
    public static string Of(ResolvedPlugin plugin, ContractSet contracts)
    {
        var manifest = plugin.Installed.Manifest;
        var referred = manifest.Contracts
            .Concat(ContractFile.Read(Path.Combine(plugin.Installed.Folder, manifest.Entry + ".dll")).References)
            .Distinct()
            .Select(name => contracts.Closure(name))
            .OfType<string>();
        return string.Join('|',
            plugin.Installed.Fingerprint,
            string.Join(',', referred),
            plugin.Entry.Settings?.GetRawText(),
            string.Join(',', plugin.Grants),
            string.Join(',', plugin.Entry.Tenants ?? []),
            string.Join(',', plugin.ActiveOptional));
    }
}
