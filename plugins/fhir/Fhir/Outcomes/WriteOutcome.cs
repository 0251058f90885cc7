using System.Text.Json;
using Fhir.Engine.Issues;

namespace Fhir.Outcomes;

/// <summary>Writes an OperationOutcome (R4 2.1.16.5).</summary>
internal static class WriteOutcome
{
    public static void To(Utf8JsonWriter json, IReadOnlyList<FhirIssue> issues)
    {
        json.WriteStartObject();
        json.WriteString("resourceType"u8, "OperationOutcome"u8);
        json.WriteStartArray("issue"u8);
        foreach (var issue in issues)
        {
            json.WriteStartObject();
            json.WriteString("severity"u8, SeverityCode(issue.Severity));
            json.WriteString("code"u8, issue.Code);
            json.WriteString("diagnostics"u8, issue.Diagnostics);
            if (issue.Expression is { } expression)
            {
                json.WriteStartArray("expression"u8);
                json.WriteStringValue(expression);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static byte[] Bytes(IReadOnlyList<FhirIssue> issues)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            To(json, issues);
        }

        return buffer.ToArray();
    }

    private static ReadOnlySpan<byte> SeverityCode(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Fatal => "fatal"u8,
        IssueSeverity.Error => "error"u8,
        IssueSeverity.Warning => "warning"u8,
        _ => "information"u8,
    };
}
