using System.Text.Json;

namespace PluginPlatform.Plugins.Configuration;

/// <summary>The administrator's file, read.</summary>
internal sealed record PluginsFile(IReadOnlyDictionary<string, PluginEntry> Plugins)
{
    public static PluginsFile Empty { get; } = new(new Dictionary<string, PluginEntry>());
}

/// <summary>One plugin in plugins.json.</summary>
/// <param name="Grants">Null when not given: what the manifest asks for is granted.</param>
/// <param name="Tenants">Null when not given: every tenant.</param>
internal sealed record PluginEntry(
    string Version, bool Enabled, IReadOnlyList<string>? Tenants, IReadOnlyList<string>? Grants, JsonElement? Settings);

/// <summary>What is wrong with the file: where, what, and the mend.</summary>
internal sealed record PluginsFileError(string File, long Line, string Reason, string Mend)
{
    public override string ToString() => $"{Path.GetFileName(File)} line {Line}: {Reason} {Mend}";
}
