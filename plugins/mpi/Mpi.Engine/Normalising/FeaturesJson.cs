using System.Text.Json;

namespace Mpi.Engine.Normalising;

/// <summary>Features to UTF-8 JSON and back, without reflection.</summary>
public static class FeaturesJson
{
    public static byte[] Write(PersonFeatures features) =>
        JsonSerializer.SerializeToUtf8Bytes(features, FeaturesJsonContext.Default.PersonFeatures);

    /// <summary>Null when another version of the normaliser wrote them: derive them anew from the patient.</summary>
    /// <exception cref="JsonException">The text is not JSON of features.</exception>
    public static PersonFeatures? Read(ReadOnlySpan<byte> utf8) =>
        Current(JsonSerializer.Deserialize(utf8, FeaturesJsonContext.Default.PersonFeatures));

    /// <inheritdoc cref="Read(ReadOnlySpan{byte})"/>
    public static PersonFeatures? Read(string json) =>
        Current(JsonSerializer.Deserialize(json, FeaturesJsonContext.Default.PersonFeatures));

    private static PersonFeatures? Current(PersonFeatures? read) =>
        read?.Version == PersonFeatures.CurrentVersion ? read : null;
}
