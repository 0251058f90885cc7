using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Fhir.Searching;

/// <summary>Where a page ended: the sort values and the key of its last match, opaque to callers.</summary>
internal static class Cursor
{
    public const string Parameter = "_cursor";

    public static string Write(IReadOnlyList<string> sort, long key)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var value in sort)
            {
                json.WriteStringValue(value);
            }

            json.WriteNumberValue(key);
            json.WriteEndArray();
        }

        return Base64Url.EncodeToString(buffer.ToArray());
    }

    /// <returns>False when the text is no cursor.</returns>
    public static bool TryRead(string? text, out JsonElement? cursor)
    {
        cursor = null;
        if (string.IsNullOrEmpty(text))
        {
            return true;
        }

        if (text.Length > 8192 || !Base64Url.IsValid(text))
        {
            return false;
        }

        try
        {
            cursor = JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
