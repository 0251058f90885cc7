using System.Text.Json;

namespace Mpi.Reading;

/// <summary>Parts of FHIR JSON that may be absent.</summary>
internal static class JsonParts
{
    public static string? Text(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Entries of a list of texts; the nulls that stand for extensions are left out.</summary>
    public static List<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Where(i => i.ValueKind == JsonValueKind.String).Select(i => i.GetString()!)];

    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];
}
