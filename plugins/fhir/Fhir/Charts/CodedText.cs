using System.Text.Json;

namespace Fhir.Charts;

/// <summary>What a CodeableConcept says to a person.</summary>
internal static class CodedText
{
    /// <summary>Its text, or a coding's display, or a code.</summary>
    public static string? Of(JsonElement concept) =>
        concept.Text("text")
        ?? concept.Items("coding").Select(c => c.Text("display")).FirstOrDefault(d => d is not null)
        ?? concept.Items("coding").Select(c => c.Text("code")).FirstOrDefault(c => c is not null);

    public static bool HasCode(JsonElement concept, params ReadOnlySpan<string> codes)
    {
        foreach (var coding in concept.Items("coding"))
        {
            if (coding.Text("code") is { } code && codes.Contains(code))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether its verification says that it was wrong or never so.</summary>
    public static bool Withdrawn(JsonElement resource) => HasCode(resource.Child("verificationStatus"), "entered-in-error", "refuted");
}
