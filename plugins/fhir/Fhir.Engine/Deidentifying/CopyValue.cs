using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fhir.Engine.Definitions;

namespace Fhir.Engine.Deidentifying;

/// <summary>The safe part of a single value, by its data type. Null when there is none.</summary>
internal sealed partial class CopyValue(DeidentifyOptions options, SubjectTreatment? subject)
{
    private const decimal OldestYears = 89;

    public JsonNode? Primitive(JsonElement value, Property property)
    {
        var type = property.Type.Type.Name;
        return value.ValueKind switch
        {
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False when AllowedContent.IsPlain(type) => JsonNode.Parse(value.GetRawText()),
            JsonValueKind.String when type is "date" or "dateTime" or "instant" => subject?.Date(value.GetString()!, type != "instant"),
            JsonValueKind.String when type == "time" && TimeForm().IsMatch(value.GetString()!) => value.GetString(),

            // A code is safe when its value set is known to hold it; another may be anything.
            JsonValueKind.String when type == "code" && property.Element.Codes?.Contains(Encoding.UTF8.GetBytes(value.GetString()!)) == true => value.GetString(),
            _ => null,
        };
    }

    public JsonObject? Complex(JsonElement value, TypeDefinition type) =>
        value.ValueKind != JsonValueKind.Object ? null
        : type.Name == "CodeableConcept" ? Concept(value)
        : type.Name == "Coding" ? Coding(value)
        : type.Name == "Money" ? Money(value)
        : type.Is("Quantity") ? Quantity(value)
        : null;

    public static JsonObject? Address(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || !ZipCodes.IsHere(Text(value, "country")))
        {
            return null;
        }

        var copy = new JsonObject();
        if (Text(value, "state") is { } state && ZipCodes.IsState(state))
        {
            copy["state"] = state;
        }

        if (Text(value, "postalCode") is { } code && ZipCodes.Coarsen(code) is { } coarse)
        {
            copy["postalCode"] = coarse;
        }

        return copy.Count == 0 ? null : copy;
    }

    /// <summary>Race and ethnicity: the coded parts.</summary>
    public JsonObject? Extension(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object || Text(value, "url") is not { } url || !AllowedContent.IsExtension(url)
            || !value.TryGetProperty("extension"u8, out var parts) || parts.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var kept = new JsonArray();
        foreach (var part in parts.EnumerateArray())
        {
            if (Text(part, "url") is { } name && AllowedContent.IsExtensionPart(name)
                && part.TryGetProperty("valueCoding"u8, out var coding) && Coding(coding) is { } safe)
            {
                kept.Add(new JsonObject { ["url"] = name, ["valueCoding"] = safe });
            }
        }

        return kept.Count == 0 ? null : new() { ["url"] = url, ["extension"] = kept };
    }

    private JsonObject? Concept(JsonElement value)
    {
        if (!value.TryGetProperty("coding"u8, out var codings) || codings.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        var kept = new JsonArray([.. codings.EnumerateArray().Select(Coding).OfType<JsonObject>()]);
        return kept.Count == 0 ? null : new() { ["coding"] = kept };
    }

    // The display is text that somebody may have typed; the code says the same.
    private JsonObject? Coding(JsonElement value) =>
        Text(value, "system") is { } system && AllowedContent.IsSystem(system, options.CodeSystems) && Text(value, "code") is { } code && AllowedContent.IsCode(code)
            ? new() { ["system"] = system, ["code"] = code }
            : null;

    private static JsonObject? Money(JsonElement value)
    {
        if (!value.TryGetProperty("value"u8, out var amount) || amount.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        var copy = new JsonObject { ["value"] = JsonNode.Parse(amount.GetRawText()) };
        if (Text(value, "currency") is { Length: 3 } currency && currency.All(char.IsAsciiLetterUpper))
        {
            copy["currency"] = currency;
        }

        return copy;
    }

    private static JsonObject? Quantity(JsonElement value)
    {
        if (!value.TryGetProperty("value"u8, out var amount) || amount.ValueKind != JsonValueKind.Number)
        {
            return null;
        }

        var copy = new JsonObject { ["value"] = JsonNode.Parse(amount.GetRawText()) };
        if (Text(value, "comparator") is "<" or "<=" or ">=" or ">")
        {
            copy["comparator"] = Text(value, "comparator");
        }

        // A number without its unit would mislead, and a unit that is not of UCUM is text.
        if (Text(value, "system") == "http://unitsofmeasure.org" && Text(value, "code") is { } unit && AllowedContent.IsUnit(unit))
        {
            Aggregate(copy, amount, unit);
            copy["unit"] = unit;
            copy["system"] = "http://unitsofmeasure.org";
            copy["code"] = unit;
            return copy;
        }

        return value.TryGetProperty("unit"u8, out _) || value.TryGetProperty("code"u8, out _) ? null : copy;
    }

    // Spans of more than 89 years are ages (164.514(b)(2)(i)(C)).
    private static void Aggregate(JsonObject copy, JsonElement amount, string unit)
    {
        var perYear = unit switch { "a" or "a_j" or "a_g" or "a_t" => 1m, "mo" or "mo_j" or "mo_g" or "mo_s" => 12m, "wk" => 52.1775m, "d" => 365.25m, "h" => 8766m, _ => 0m };
        if (perYear > 0 && (!amount.TryGetDecimal(out var number) || number / perYear > OldestYears))
        {
            copy["value"] = Math.Ceiling((OldestYears + 1) * perYear);
            copy["comparator"] = ">=";
        }
    }

    private static string? Text(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    [GeneratedRegex(@"\A\d\d:\d\d:\d\d(\.\d{1,9})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TimeForm();
}
