using System.Globalization;
using System.Text.Json;
using Fhir.UI.Charts;
using PluginPlatform.Sdk.UI.Components;

namespace Fhir.Charts;

/// <summary>Measures over time from Observation, the most lately measured first.</summary>
internal static class ReadMeasures
{
    private const string Systolic = "8480-6";
    private const string Diastolic = "8462-4";

    public static IReadOnlyList<MeasureSeries> From(IEnumerable<JsonElement> observations, string category, int most)
    {
        var values = observations.Where(o => IsIn(o, category)).Select(Read).OfType<Measured>();
        return [.. values.GroupBy(v => (v.Code, v.Unit)).Select(Series).OrderByDescending(s => s.At).ThenBy(s => s.Name, StringComparer.CurrentCulture).Take(most)];
    }

    private static bool IsIn(JsonElement observation, string category) =>
        observation.Text("status") is not ("entered-in-error" or "cancelled")
        && observation.Items("category").Any(c => CodedText.HasCode(c, category));

    private static Measured? Read(JsonElement observation)
    {
        var code = observation.Child("code");
        if (When(observation) is not { } at)
        {
            return null;
        }

        var components = observation.Items("component").ToList();
        var upper = components.Find(c => CodedText.HasCode(c.Child("code"), Systolic));
        var lower = components.Find(c => CodedText.HasCode(c.Child("code"), Diastolic));
        var measured = upper.ValueKind == JsonValueKind.Object ? upper : observation;
        var quantity = measured.Child("valueQuantity");
        if (quantity.Child("value") is not { ValueKind: JsonValueKind.Number } number)
        {
            return null;
        }

        var text = Short(number) + (lower.Child("valueQuantity").Child("value") is { ValueKind: JsonValueKind.Number } low ? "/" + Short(low) : "");
        var range = measured.Items("referenceRange").FirstOrDefault();
        return new(
            code.Items("coding").Select(c => c.Text("code")).FirstOrDefault() ?? CodedText.Of(code) ?? "?", CodedText.Of(code) ?? "?",
            quantity.Text("unit") ?? quantity.Text("code"), at, number.GetDouble(), text, Limit(range, "low"), Limit(range, "high"));
    }

    private static MeasureSeries Series(IGrouping<(string, string?), Measured> group)
    {
        var ordered = group.OrderBy(v => v.At).ToList();
        var last = ordered[^1];
        return new(last.Name, last.Unit, [.. ordered.Select(v => new ChartPoint(v.At, v.Value))], last.Text, last.At) { Low = last.Low, High = last.High };
    }

    private static DateTimeOffset? When(JsonElement observation) =>
        DateTimeOffset.TryParse(
            observation.Text("effectiveDateTime") ?? observation.Text("effectiveInstant") ?? observation.Child("effectivePeriod").Text("start"),
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static double? Limit(JsonElement range, string end) =>
        range.Child(end).Child("value") is { ValueKind: JsonValueKind.Number } value ? value.GetDouble() : null;

    // As recorded where that is short; a measured 179.23347621031567 reads 179.23.
    private static string Short(JsonElement number)
    {
        var written = number.GetRawText();
        return written.Length <= 6 ? written : Math.Round(number.GetDouble(), 2).ToString(CultureInfo.InvariantCulture);
    }

    private sealed record Measured(
        string Code, string Name, string? Unit, DateTimeOffset At, double Value, string Text, double? Low, double? High);
}
