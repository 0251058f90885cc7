using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;
using Fhir.Engine.Primitives;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Numbers and ranges of numbers (R4 3.1.1.4.6).</summary>
internal static class NumberRows
{
    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (!item.IsNode)
        {
            return;
        }
        var range = tape[item.Node].Kind == NodeKind.Number
            ? NumberRange.Read(tape.Text(item.Node))
            : tape.TypeOf(item.Node).Name == "Range" ? QuantityRows.ValueOf(tape, item.Node) : null;
        if (range is { } value)
        {
            rows.Add(new NumberRow(parameter, value.Low, value.High));
        }
    }
}
