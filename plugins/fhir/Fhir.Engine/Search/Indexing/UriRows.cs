using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Search.Indexing;

/// <summary>URIs as they stand (R4 3.1.1.4.14).</summary>
internal static class UriRows
{
    public static void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows)
    {
        if (item.IsNode && tape[item.Node].Kind is NodeKind.String or NodeKind.EscapedString)
        {
            rows.Add(new UriRow(parameter, tape.Text(item.Node)));
        }
    }
}
