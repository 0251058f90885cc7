using System.Text.Json;
using Fhir.Outcomes;

namespace Fhir.Searching;

/// <summary>Writes a searchset Bundle (R4 3.1.1.1.3); contents go in as stored.</summary>
internal static class WriteSearchset
{
    public static byte[] Bytes(SearchRequest request, SearchAnswer answer)
    {
        var page = answer.Page;
        using var buffer = new MemoryStream(1024 + page.Matches.Sum(m => m.Json.Length + 256));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resourceType"u8, "Bundle"u8);
            json.WriteString("type"u8, "searchset"u8);
            if (page.Total is { } total)
            {
                json.WriteNumber("total"u8, total);
            }

            WriteLinks(json, request, answer);
            if (page.Matches.Count + page.Included.Count + answer.Warnings.Count > 0)
            {
                WriteEntries(json, request, answer);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteEntries(Utf8JsonWriter json, SearchRequest request, SearchAnswer answer)
    {
        json.WriteStartArray("entry"u8);
        foreach (var match in answer.Page.Matches)
        {
            WriteMatch(json, request.BaseUrl, match, "match"u8);
        }

        foreach (var match in answer.Page.Included)
        {
            WriteMatch(json, request.BaseUrl, match, "include"u8);
        }

        if (answer.Warnings.Count > 0)
        {
            json.WriteStartObject();
            json.WritePropertyName("resource"u8);
            WriteOutcome.To(json, answer.Warnings);
            WriteMode(json, "outcome"u8);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteMatch(Utf8JsonWriter json, string baseUrl, Match match, ReadOnlySpan<byte> mode)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl"u8, $"{baseUrl}/{match.Type}/{match.Id}");
        json.WritePropertyName("resource"u8);
        json.WriteRawValue(match.Json, skipInputValidation: true);
        WriteMode(json, mode);
        json.WriteEndObject();
    }

    private static void WriteMode(Utf8JsonWriter json, ReadOnlySpan<byte> mode)
    {
        json.WriteStartObject("search"u8);
        json.WriteString("mode"u8, mode);
        json.WriteEndObject();
    }

    private static void WriteLinks(Utf8JsonWriter json, SearchRequest request, SearchAnswer answer)
    {
        var applied = string.Join('&', answer.Query.Applied.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        var self = $"{request.BaseUrl}/{request.Type}{(applied.Length == 0 ? "" : "?")}{applied}";
        json.WriteStartArray("link"u8);
        WriteLink(json, "self", self);
        if (answer.Page.Next is { } next)
        {
            WriteLink(json, "next", $"{self}{(applied.Length == 0 ? '?' : '&')}{Cursor.Parameter}={next}");
        }

        json.WriteEndArray();
    }

    private static void WriteLink(Utf8JsonWriter json, string relation, string url)
    {
        json.WriteStartObject();
        json.WriteString("relation"u8, relation);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
    }
}
