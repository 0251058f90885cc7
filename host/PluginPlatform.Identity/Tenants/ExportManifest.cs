using System.Text.Json.Serialization;

namespace PluginPlatform.Identity.Tenants;

/// <summary>The last entry of an archive: what it holds. An archive without it is not whole.</summary>
internal sealed record ExportManifest(int Format, string Tenant, string Name, DateTimeOffset ExportedAt, IReadOnlyList<ExportedPart> Parts);

/// <summary>One entry.</summary>
/// <param name="Path">Its path in the archive.</param>
/// <param name="Rows">Lines.</param>
/// <param name="Bytes">Before compression.</param>
/// <param name="Sha256">Of the bytes before compression.</param>
internal sealed record ExportedPart(string Path, long Rows, long Bytes, string Sha256);

/// <summary>How the manifest is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ExportManifest))]
internal sealed partial class ExportJson : JsonSerializerContext;
