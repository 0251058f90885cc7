using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Tokens from each type that can be one (R4 3.1.1.4.10).</summary>
internal static class TokenRows
{
    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (!item.IsNode)
        {
            if (item.Value is bool truth)
            {
                rows.Add(new TokenRow(parameter, null, truth ? "true" : "false"));
            }
            return;
        }
        var node = item.Node;
        switch (tape.TypeOf(node).Name)
        {
            case "Coding":
                Add(parameter, rows, tape.ChildText(node, "system"), tape.ChildText(node, "code"));
                break;
            case "CodeableConcept":
                WriteCodings(tape, node, parameter, rows);
                break;
            case "Identifier":
                Add(parameter, rows, tape.ChildText(node, "system"), tape.ChildText(node, "value"));
                break;
            case "ContactPoint":
                Add(parameter, rows, null, tape.ChildText(node, "value"));
                break;
            default:
                WritePrimitive(tape, node, parameter, rows);
                break;
        }
    }

    private static void WriteCodings(Tape tape, int concept, SearchParameter parameter, SearchRows rows)
    {
        for (var node = concept + 1; node < tape[concept].End; node = tape[node].End)
        {
            if (tape[node].Kind == NodeKind.Object && tape.NameOf(node) == "coding")
            {
                Add(parameter, rows, tape.ChildText(node, "system"), tape.ChildText(node, "code"));
            }
        }
    }

    // An element of type code has no system of its own: its binding implies it.
    private static void WritePrimitive(Tape tape, int node, SearchParameter parameter, SearchRows rows)
    {
        if (tape[node].Kind is NodeKind.Object or NodeKind.Null)
        {
            return;
        }
        var text = tape.Text(node);
        Add(parameter, rows, tape.ElementOf(node)?.Codes?.SystemOf(text), text);
    }

    private static void Add(SearchParameter parameter, SearchRows rows, string? system, string? code)
    {
        if (code is not null)
        {
            rows.Add(new TokenRow(parameter, system, code));
        }
    }
}
