using System.Text.Json;

namespace Mpi.Engine.Normalising;

/// <summary>Features to UTF-8 JSON and back, without reflection.</summary>
public static class FeaturesJson
{
    public static byte[] Write(PersonFeatures features) =>
        JsonSerializer.SerializeToUtf8Bytes(features, FeaturesJsonContext.Default.PersonFeatures);

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> made.</exception>
    public static PersonFeatures Read(ReadOnlySpan<byte> utf8) =>
        JsonSerializer.Deserialize(utf8, FeaturesJsonContext.Default.PersonFeatures)
        ?? throw new JsonException("Features are null.");

    /// <exception cref="JsonException">The text is not what <see cref="Write"/> made.</exception>
    public static PersonFeatures Read(string json) =>
        JsonSerializer.Deserialize(json, FeaturesJsonContext.Default.PersonFeatures)
        ?? throw new JsonException("Features are null.");
}
