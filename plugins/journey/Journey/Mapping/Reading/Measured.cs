using System.Globalization;
using System.Text.Json;

namespace Journey.Mapping.Reading;

/// <summary>A result's value: a number with a unit, or words.</summary>
internal readonly record struct Measured(double? Number, string? Text, string? Unit)
{
    /// <summary>Reads <c>value[x]</c> of an Observation or of one of its components (R4 10.1.3).</summary>
    public static Measured Of(JsonElement holder)
    {
        if (holder.Has("valueQuantity"))
        {
            return Quantity(holder.Get("valueQuantity"));
        }

        if (holder.Has("valueInteger"))
        {
            return new(holder.Number("valueInteger"), null, null);
        }

        return new(null, Words(holder), null);
    }

    public static string? UnitOf(JsonElement quantity) => quantity.Text("unit") ?? quantity.Text("code");

    /// <summary>A quantity in words: <c>5 mg</c>.</summary>
    public static string? Say(JsonElement quantity) => quantity.Number("value") is { } number
        ? $"{quantity.Text("comparator")}{number.ToString(CultureInfo.InvariantCulture)} {UnitOf(quantity)}".Trim()
        : null;

    // "< 5" is no point on a chart: it is said, not drawn.
    private static Measured Quantity(JsonElement quantity) => quantity.Has("comparator")
        ? new(null, Say(quantity), null)
        : new(quantity.Number("value"), null, UnitOf(quantity));

    private static string? Words(JsonElement holder) =>
        holder.Get("valueCodeableConcept").Label()
        ?? holder.Text("valueString")
        ?? holder.Text("valueDateTime")
        ?? holder.Text("valueTime")
        ?? Span(holder.Get("valueRange"), "low", "high", "–")
        ?? Span(holder.Get("valueRatio"), "numerator", "denominator", " : ")
        ?? holder.Get("valueBoolean").ValueKind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => null };

    private static string? Span(JsonElement pair, string first, string second, string between) =>
        (Say(pair.Get(first)), Say(pair.Get(second))) switch
        {
            (null, null) => null,
            var (from, to) => $"{from}{between}{to}",
        };
}
