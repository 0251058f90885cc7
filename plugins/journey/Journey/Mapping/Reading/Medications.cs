using System.Text.Json;

namespace Journey.Mapping.Reading;

/// <summary>What orders and statements of medication have in common.</summary>
internal static class Medications
{
    /// <summary><c>medication[x]</c> as a concept: coded here, contained (R4 2.3.0.6), or by the reference's display.</summary>
    public static JsonElement Of(JsonElement resource)
    {
        if (resource.Has("medicationCodeableConcept"))
        {
            return resource.Get("medicationCodeableConcept");
        }

        var reference = resource.Get("medicationReference");
        var contained = reference.Text("reference") is { } target && target.StartsWith('#')
            ? resource.Each("contained").FirstOrDefault(part => part.Text("id") == target[1..]).Get("code")
            : default;
        return contained.ValueKind == JsonValueKind.Undefined ? Displayed(reference) : contained;
    }

    /// <summary>The dosage in words: as written, else dose and frequency of the first instruction.</summary>
    public static string? Dosage(JsonElement resource, string name)
    {
        var dosage = resource.First(name);
        return dosage.Text("text") ?? FhirJson.Join(Measured.Say(dosage.First("doseAndRate").Get("doseQuantity")), Frequency(dosage), dosage.Get("route").Label());
    }

    private static string? Frequency(JsonElement dosage)
    {
        var timing = dosage.Get("timing");
        var repeat = timing.Get("repeat");
        return timing.Get("code").Label() ?? (repeat.Number("frequency"), repeat.Number("period"), repeat.Text("periodUnit")) switch
        {
            (double times, 1, { } unit) => FormattableString.Invariant($"{times}/{unit}"),
            (double times, double period, { } unit) => FormattableString.Invariant($"{times}/{period} {unit}"),
            _ => null,
        };
    }

    // A display alone reads as a concept with a text: {"display": "…"} has no codings.
    private static JsonElement Displayed(JsonElement reference) => reference.Has("display")
        ? JsonSerializer.SerializeToElement(new { text = reference.Text("display") })
        : default;
}
