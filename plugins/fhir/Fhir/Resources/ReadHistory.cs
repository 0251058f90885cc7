using System.Globalization;
using System.Text.Json;
using Fhir.Access;
using Fhir.Engine.Issues;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;
using Microsoft.AspNetCore.Http;
using PluginPlatform.Sdk.Access;

namespace Fhir.Resources;

/// <summary>GET [base]/[type]/[id]/_history (R4 3.1.0.9), newest first, paged by version.</summary>
internal sealed class ReadHistory(LoadResource load, Guard guard, IAccessLog access, FhirSettings settings)
{
    public async Task<IResult> HandleAsync(HttpContext http, string type, string id, CancellationToken cancellationToken)
    {
        if (guard.Check(DataAction.Read | DataAction.Search, type, id) is { } refusal)
        {
            return new OutcomeResult(refusal);
        }

        if (!Whole(http.Request.Query["_count"], settings.PageSize, out var count)
            || !Whole(http.Request.Query["_below"], int.MaxValue, out var below))
        {
            return new OutcomeResult(Refusal.Of(400, IssueCode.Value, "_count is a whole number above zero."));
        }

        count = Math.Min(count, settings.MaxPageSize);
        var versions = await load.HistoryAsync(type, id, below, count + 1, cancellationToken);
        access.Touch(DataAction.Search, type, [.. versions.SelectMany(v => v.Subjects).Distinct()]);
        return versions.Count == 0
            ? new OutcomeResult(Refusal.Unknown(type, id))
            : new JsonResult(Write(http.Request, $"{type}/{id}", versions, count));
    }

    private static bool Whole(string? text, int standard, out int value)
    {
        value = standard;
        return string.IsNullOrEmpty(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0);
    }

    private static byte[] Write(HttpRequest request, string name, List<StoredResource> versions, int count)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var address = $"{ServerBase.Of(request)}/{name}";
            json.WriteStartObject();
            json.WriteString("resourceType"u8, "Bundle"u8);
            json.WriteString("type"u8, "history"u8);
            json.WriteStartArray("link"u8);
            WriteLink(json, "self", $"{address}/_history{request.QueryString}");
            if (versions.Count > count)
            {
                WriteLink(json, "next", $"{address}/_history?_count={count}&_below={versions[count - 1].Version}");
            }

            json.WriteEndArray();
            json.WriteStartArray("entry"u8);
            foreach (var version in versions.Take(count))
            {
                WriteEntry(json, address, name, version);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteLink(Utf8JsonWriter json, string relation, string url)
    {
        json.WriteStartObject();
        json.WriteString("relation"u8, relation);
        json.WriteString("url"u8, url);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, string address, string name, StoredResource version)
    {
        json.WriteStartObject();
        json.WriteString("fullUrl"u8, address);
        if (version.Json is not null)
        {
            json.WritePropertyName("resource"u8);
            json.WriteRawValue(version.Json, skipInputValidation: true);
        }

        json.WriteStartObject("request"u8);
        json.WriteString("method"u8, version.Json is null ? "DELETE"u8 : "PUT"u8);
        json.WriteString("url"u8, name);
        json.WriteEndObject();
        json.WriteStartObject("response"u8);
        json.WriteString("status"u8, version.Json is null ? "204" : version.Version == 1 ? "201" : "200");
        json.WriteString("etag"u8, EntityTag.Of(version.Version));
        json.WriteString("lastModified"u8, version.UpdatedAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
