using System.Globalization;
using System.Text.Json;
using Fhir.Engine.Bundles;
using Fhir.Http;
using Fhir.Outcomes;

namespace Fhir.Transactions;

/// <summary>Writes the response Bundle: one entry per request entry, in its order (R4 3.1.0.11.2).</summary>
internal static class WriteResponseBundle
{
    public static byte[] Bytes(TransactionBundle bundle, IReadOnlyDictionary<int, EntryAnswer> answers)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resourceType"u8, "Bundle"u8);
            json.WriteString("type"u8, bundle.IsTransaction ? "transaction-response"u8 : "batch-response"u8);
            json.WriteStartArray("entry"u8);
            foreach (var entry in bundle.Entries)
            {
                WriteEntry(json, answers[entry.Index]);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteEntry(Utf8JsonWriter json, EntryAnswer answer)
    {
        json.WriteStartObject();
        if (answer.Resource is { } resource)
        {
            json.WritePropertyName("resource"u8);
            json.WriteRawValue(resource, skipInputValidation: true);
        }

        json.WriteStartObject("response"u8);
        json.WriteString("status"u8, StatusLine(answer.Status));
        if (answer.Location is { } location)
        {
            json.WriteString("location"u8, location);
        }

        if (answer.Version > 0)
        {
            json.WriteString("etag"u8, EntityTag.Of(answer.Version));
        }

        if (answer.LastModified is { } modified)
        {
            json.WriteString("lastModified"u8, modified.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        }

        if (answer.Issues.Count > 0)
        {
            json.WritePropertyName("outcome"u8);
            WriteOutcome.To(json, answer.Issues);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string StatusLine(int status) =>
        string.Create(CultureInfo.InvariantCulture, $"{status} {Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status)}");
}
