using System.Text.Json.Serialization;

namespace Mpi.Engine.Normalising;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PersonFeatures))]
internal sealed partial class FeaturesJsonContext : JsonSerializerContext;
