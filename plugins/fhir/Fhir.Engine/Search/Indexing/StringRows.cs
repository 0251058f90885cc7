using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;
using Fhir.Engine.Text;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Strings: a text, or every part of a name or an address (R4 3.1.1.4.8).</summary>
internal static class StringRows
{
    /// <summary>Longer texts are found by their beginning only: an index key has its limits.</summary>
    private const int MaxLength = 512;

    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (!item.IsNode)
        {
            return;
        }
        if (tape[item.Node].Kind != NodeKind.Object)
        {
            WriteText(tape, item.Node, parameter, rows);
            return;
        }
        var parts = tape.TypeOf(item.Node).Name is "HumanName" or "Address" or "CodeableConcept";
        for (var node = item.Node + 1; parts && node < tape[item.Node].End; node = tape[node].End)
        {
            if (tape[node].Kind is NodeKind.String or NodeKind.EscapedString && tape.NameOf(node) is not ("use" or "type" or "id"))
            {
                WriteText(tape, node, parameter, rows);
            }
        }
    }

    private static void WriteText(Tape tape, int node, SearchParameter parameter, SearchRows rows)
    {
        if (tape[node].Kind is not (NodeKind.String or NodeKind.EscapedString))
        {
            return;
        }
        var text = Shortened(tape.Text(node));
        var normalized = SearchText.Normalize(text);
        if (normalized.Length > 0)
        {
            rows.Add(new StringRow(parameter, text, normalized));
        }
    }

    private static string Shortened(string text) => text.Length <= MaxLength ? text
        : char.IsHighSurrogate(text[MaxLength - 1]) ? text[..(MaxLength - 1)]
        : text[..MaxLength];
}
