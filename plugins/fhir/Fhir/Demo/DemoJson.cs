using System.Globalization;
using System.Text.Json.Nodes;

namespace Fhir.Demo;

/// <summary>Small pieces of FHIR JSON.</summary>
internal static class DemoJson
{
    public static JsonObject Reference(string target) => new() { ["reference"] = target };

    public static JsonObject Concept(string system, string code, string text) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code, ["display"] = text }),
        ["text"] = text,
    };

    public static JsonObject Text(string text) => new() { ["text"] = text };

    public static JsonObject Code(string system, string code) => new()
    {
        ["coding"] = new JsonArray(new JsonObject { ["system"] = system, ["code"] = code }),
    };

    public static JsonObject Terminology(string name, string code) => Code($"http://terminology.hl7.org/CodeSystem/{name}", code);

    public static JsonObject Loinc(DemoMeasure measure) => Concept("http://loinc.org", measure.Loinc, measure.Text);

    public static JsonObject Quantity(DemoMeasure measure, double value) => new()
    {
        ["value"] = Number(value, measure.Digits),
        ["unit"] = measure.Unit,
        ["system"] = "http://unitsofmeasure.org",
        ["code"] = measure.Ucum,
    };

    public static JsonArray? Range(DemoMeasure measure)
    {
        if (measure is { Low: null, High: null })
        {
            return null;
        }

        var range = new JsonObject();
        if (measure.Low is { } low)
        {
            range["low"] = Quantity(measure, low);
        }

        if (measure.High is { } high)
        {
            range["high"] = Quantity(measure, high);
        }

        return new JsonArray(range);
    }

    public static string Date(DateTimeOffset instant) => instant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // As text first, so that 7.0 keeps its precision.
    private static JsonNode Number(double value, int digits) =>
        JsonNode.Parse(value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))!;
}
