using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Amounts: quantities, money, ranges and sampled data (R4 3.1.1.4.13).</summary>
internal static class QuantityRows
{
    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (!item.IsNode || ValueOf(tape, item.Node) is not { } value)
        {
            return;
        }
        var unit = UnitOf(tape, item.Node);
        var money = tape.TypeOf(item.Node).Name == "Money";
        rows.Add(new QuantityRow(
            parameter, value.Low, value.High,
            money ? "urn:iso:std:iso:4217" : tape.ChildText(unit, "system"),
            tape.ChildText(unit, money ? "currency" : "code"),
            tape.ChildText(unit, "unit")));
    }

    /// <summary>The span of values an element stands for, or null when it has none.</summary>
    public static NumberRange? ValueOf(Tape tape, int node)
    {
        if (tape.TypeOf(node).Name != "Range")
        {
            return tape.ChildText(node, "value") is { } text ? NumberRange.Read(text)?.Towards(tape.ChildText(node, "comparator")) : null;
        }
        var low = tape.Child(node, "low") is >= 0 and var l ? ValueOf(tape, l) : null;
        var high = tape.Child(node, "high") is >= 0 and var h ? ValueOf(tape, h) : null;
        return low is null && high is null
            ? null
            : new NumberRange(low?.Low ?? double.NegativeInfinity, high?.High ?? double.PositiveInfinity);
    }

    // A range says its unit at either end.
    private static int UnitOf(Tape tape, int node)
    {
        if (tape.TypeOf(node).Name != "Range")
        {
            return node;
        }
        var low = tape.Child(node, "low");
        return low >= 0 ? low : tape.Child(node, "high");
    }
}
