using System.Text.Json;
using System.Text.Json.Serialization;

namespace PluginPlatform.Plugins.Manifests;

/// <summary>What plugin.json says; the build generates it.</summary>
internal sealed record PluginManifest
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public required string Version { get; init; }

    public required string Sdk { get; init; }

    public required string Entry { get; init; }

    public IReadOnlyList<string> Contracts { get; init; } = [];

    public IReadOnlyDictionary<string, string> Requires { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Optional { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<string> Asks { get; init; } = [];

    public IReadOnlyList<string> Routes { get; init; } = [];

    /// <summary>File name to SHA-256, lower-case hex.</summary>
    public required IReadOnlyDictionary<string, string> Assemblies { get; init; }

    public static PluginManifest Parse(byte[] json) =>
        JsonSerializer.Deserialize(json, ManifestJson.Default.PluginManifest)
        ?? throw new JsonException("The manifest is empty.");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(PluginManifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
