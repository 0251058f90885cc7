using System.Globalization;
using System.Text.Json;
using Fhir.Access;
using Fhir.Engine.Definitions;
using PluginPlatform.Sdk.Access;

namespace Fhir.AuditEvents;

/// <summary>Writes a row of the audit trail as an AuditEvent (R4 6.4).</summary>
internal static class WriteAuditEvent
{
    public const string Type = AccessHistoryRights.Kind;

    private const string Dicom = "http://dicom.nema.org/resources/ontology/DCM";
    private const string EntityTypes = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
    private const string EntityRoles = "http://terminology.hl7.org/CodeSystem/object-role";

    public static byte[] Bytes(AccessHistoryRow row, FhirDefinitions definitions)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var recorded = Instant(row.At);
            json.WriteStartObject();
            json.WriteString("resourceType"u8, Type);
            json.WriteString("id"u8, row.Id.ToString("d"));
            json.WriteStartObject("meta"u8);
            json.WriteString("versionId"u8, "1"u8);
            json.WriteString("lastUpdated"u8, recorded);
            json.WriteEndObject();
            WriteTypes(json, row.Action);
            json.WriteString("action"u8, AuditEventCodes.ActionOf(row.Action));
            json.WriteString("recorded"u8, recorded);
            json.WriteString("outcome"u8, AuditEventCodes.OutcomeOf(row.Outcome));
            json.WriteString("outcomeDesc"u8, Text($"{row.Outcome}{(string.IsNullOrWhiteSpace(row.Detail) ? "" : ": ")}{row.Detail}"));
            WritePurpose(json, row.Purpose);
            WriteAgent(json, row);
            WriteSource(json, row);
            WriteEntities(json, row, definitions);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteTypes(Utf8JsonWriter json, string action)
    {
        var access = AuditEventCodes.IsAccess(action);
        json.WritePropertyName("type"u8);
        if (access)
        {
            WriteCoding(json, "http://terminology.hl7.org/CodeSystem/audit-event-type", "rest", "RESTful Operation");
        }
        else
        {
            var (code, display) = action switch
            {
                "sign-in" or "sign-out" => ("110114", "User Authentication"),
                "audit-read" or "audit-verify" => ("110101", "Audit Log Used"),
                "break-glass" => ("110113", "Security Alert"),
                _ => ("110100", "Application Activity"),
            };
            WriteCoding(json, Dicom, code, display);
        }

        json.WriteStartArray("subtype"u8);
        if (access)
        {
            foreach (var interaction in AuditEventCodes.InteractionsOf(action))
            {
                WriteCoding(json, "http://hl7.org/fhir/restful-interaction", interaction, null);
            }
        }
        else
        {
            WriteCoding(json, "urn:platform:audit:action", Code(action), null);
        }

        json.WriteEndArray();
    }

    private static void WritePurpose(Utf8JsonWriter json, string purpose)
    {
        json.WriteStartArray("purposeOfEvent"u8);
        json.WriteStartObject();
        json.WriteStartArray("coding"u8);
        WriteCoding(json, "http://terminology.hl7.org/CodeSystem/v3-ActReason", Code(purpose), null);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    // Whoever acts is an account, which is no resource: who names it by its identifier.
    private static void WriteAgent(Utf8JsonWriter json, AccessHistoryRow row)
    {
        json.WriteStartArray("agent"u8);
        json.WriteStartObject();
        if (row.ActorId.Length > 0)
        {
            json.WriteStartObject("who"u8);
            WriteIdentifier(json, $"urn:platform:{Code(row.ActorKind)}", row.ActorId);
            json.WriteEndObject();
        }

        if (!string.IsNullOrWhiteSpace(row.ActorName))
        {
            json.WriteString("altId"u8, Text(row.ActorName));
            json.WriteString("name"u8, Text(row.ActorName));
        }

        json.WriteBoolean("requestor"u8, true);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteSource(Utf8JsonWriter json, AccessHistoryRow row)
    {
        json.WriteStartObject("source"u8);
        json.WriteStartObject("observer"u8);
        WriteIdentifier(json, "urn:platform:plugin", row.Plugin);
        json.WriteString("display"u8, Text($"{row.Plugin} {row.PluginVersion}"));
        json.WriteEndObject();
        json.WriteStartArray("type"u8);
        WriteCoding(json, "http://terminology.hl7.org/CodeSystem/security-source-type", "4", "Application Server");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEntities(Utf8JsonWriter json, AccessHistoryRow row, FhirDefinitions definitions)
    {
        json.WriteStartArray("entity"u8);
        foreach (var subject in row.Subjects)
        {
            json.WriteStartObject();
            json.WriteStartObject("what"u8);
            if (LogicalId.IsValid(subject))
            {
                json.WriteString("reference"u8, $"Patient/{subject}");
            }
            else
            {
                WriteIdentifier(json, "urn:platform:subject", subject);
            }

            json.WriteEndObject();
            WriteTyped(json, EntityTypes, "1", "Person", "1", "Patient");
            json.WriteEndObject();
        }

        foreach (var kind in row.Kinds.Where(definitions.IsResourceType))
        {
            json.WriteStartObject();
            WriteTyped(json, "http://hl7.org/fhir/resource-types", kind, null, "4", "Domain Resource");
            json.WriteEndObject();
        }

        json.WriteStartObject();
        WriteTyped(json, EntityTypes, "2", "System Object", "24", "Query");
        json.WriteString("name"u8, Text(row.Operation));
        json.WriteStartArray("detail"u8);
        json.WriteStartObject();
        json.WriteString("type"u8, "request-id"u8);
        json.WriteString("valueString"u8, Text(row.RequestId));
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteTyped(Utf8JsonWriter json, string system, string code, string? display, string role, string roleDisplay)
    {
        json.WritePropertyName("type"u8);
        WriteCoding(json, system, code, display);
        json.WritePropertyName("role"u8);
        WriteCoding(json, EntityRoles, role, roleDisplay);
    }

    private static void WriteIdentifier(Utf8JsonWriter json, string system, string value)
    {
        json.WriteStartObject("identifier"u8);
        json.WriteString("system"u8, system);
        json.WriteString("value"u8, Text(value));
        json.WriteEndObject();
    }

    private static void WriteCoding(Utf8JsonWriter json, string system, string code, string? display)
    {
        json.WriteStartObject();
        json.WriteString("system"u8, system);
        json.WriteString("code"u8, code);
        if (display is not null)
        {
            json.WriteString("display"u8, display);
        }

        json.WriteEndObject();
    }

    private static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    // What plugins and callers named may hold any character; FHIR's strings and codes do not (R4 2.24.0.1).
    private static string Text(string text)
    {
        var shown = new string([.. text.Select(letter => char.IsControl(letter) ? ' ' : letter)]).Trim();
        return shown.Length == 0 ? "-" : shown;
    }

    private static string Code(string text) => string.Join('-', Text(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
