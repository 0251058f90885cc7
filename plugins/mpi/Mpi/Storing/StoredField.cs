using System.Text.Json.Serialization;

namespace Mpi.Storing;

/// <summary>What one field said about a pair, as stored.</summary>
internal sealed record StoredField(string Level, double Weight);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Dictionary<string, StoredField>))]
internal sealed partial class StoredFieldJson : JsonSerializerContext;
