using System.Globalization;
using System.Text.Json;
using Fhir.AuditEvents;
using Fhir.Engine.Definitions;
using Fhir.Http;

namespace Fhir.Capabilities;

/// <summary>Writes the CapabilityStatement (R4 5.2).</summary>
internal static class WriteCapabilities
{
    private static readonly string[] Interactions = ["read", "vread", "update", "delete", "history-instance", "create", "search-type"];

    public static byte[] Bytes(R4 r4, string address, DateTimeOffset since)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("resourceType"u8, "CapabilityStatement"u8);
            json.WriteString("status"u8, "active"u8);
            json.WriteString("date"u8, since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            json.WriteString("kind"u8, "instance"u8);
            json.WriteStartObject("software"u8);
            json.WriteString("name"u8, "PluginPlatform clinical record"u8);
            json.WriteString("version"u8, typeof(FhirPlugin).Assembly.GetName().Version!.ToString(3));
            json.WriteEndObject();
            json.WriteStartObject("implementation"u8);
            json.WriteString("description"u8, "The clinical record of this installation"u8);
            json.WriteString("url"u8, address);
            json.WriteEndObject();
            json.WriteString("fhirVersion"u8, "4.0.1"u8);
            WriteStrings(json, "format", [MediaTypes.FhirJson, "json"]);
            WriteRest(json, r4);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteRest(Utf8JsonWriter json, R4 r4)
    {
        json.WriteStartArray("rest"u8);
        json.WriteStartObject();
        json.WriteString("mode"u8, "server"u8);
        json.WriteStartObject("security"u8);
        json.WriteBoolean("cors"u8, false);
        json.WriteString("description"u8, "OAuth 2.0 bearer tokens with SMART App Launch 2.2 scopes."u8);
        json.WriteEndObject();
        json.WriteStartArray("resource"u8);
        foreach (var type in r4.Definitions.ResourceTypes)
        {
            if (type == WriteAuditEvent.Type)
            {
                WriteAuditView(json, r4);
            }
            else
            {
                WriteType(json, r4, type);
            }
        }

        json.WriteEndArray();
        WriteCodes(json, ["transaction", "batch"]);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter json, R4 r4, string type)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, type);
        json.WriteString("profile"u8, $"http://hl7.org/fhir/StructureDefinition/{type}");
        WriteCodes(json, Interactions);
        json.WriteString("versioning"u8, "versioned-update"u8);
        json.WriteBoolean("readHistory"u8, true);
        json.WriteBoolean("updateCreate"u8, true);
        json.WriteBoolean("conditionalCreate"u8, true);
        json.WriteString("conditionalRead"u8, "not-match"u8);
        WriteStrings(json, "referencePolicy", ["literal", "logical", "enforced", "local"]);
        WriteStrings(json, "searchInclude", r4.Searches.IncludesOf(type));
        WriteStrings(json, "searchRevInclude", [.. r4.Searches.ReverseIncludesOf(type).Where(link => !link.StartsWith(WriteAuditEvent.Type + ":", StringComparison.Ordinal))]);
        WriteParameters(json, r4.Searches.ParametersOf(type));
        json.WriteEndObject();
    }

    // The one type that is not stored: a view of the audit trail.
    private static void WriteAuditView(Utf8JsonWriter json, R4 r4)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, WriteAuditEvent.Type);
        json.WriteString("profile"u8, $"http://hl7.org/fhir/StructureDefinition/{WriteAuditEvent.Type}");
        json.WriteString("documentation"u8, "The platform's audit trail. Read only; newest first; the page's cursor is in the link 'next'."u8);
        WriteCodes(json, ["read", "search-type"]);
        json.WriteString("versioning"u8, "no-version"u8);
        json.WriteBoolean("readHistory"u8, false);
        json.WriteBoolean("updateCreate"u8, false);
        json.WriteBoolean("conditionalCreate"u8, false);
        WriteParameters(json, r4.Searches.ParametersOf(WriteAuditEvent.Type).Where(parameter => AuditEventQuery.Parameters.Contains(parameter.Code)));
        json.WriteEndObject();
    }

    private static void WriteParameters(Utf8JsonWriter json, IEnumerable<SearchParameter> parameters)
    {
        json.WriteStartArray("searchParam"u8);
        foreach (var parameter in parameters)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, parameter.Code);
            json.WriteString("definition"u8, parameter.Url);
            json.WriteString("type"u8, TypeCode(parameter.Type));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string TypeCode(SearchParameterType type) => type.ToString().ToLowerInvariant();

    private static void WriteCodes(Utf8JsonWriter json, string[] codes)
    {
        json.WriteStartArray("interaction"u8);
        foreach (var code in codes)
        {
            json.WriteStartObject();
            json.WriteString("code"u8, code);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // FHIR allows no empty arrays (R4 2.6.1).
    private static void WriteStrings(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
