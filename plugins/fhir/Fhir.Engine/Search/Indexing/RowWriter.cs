using Fhir.Engine.Definitions;
using Fhir.Engine.FhirPath;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Turns what an expression yields into rows of its parameter's kind.</summary>
internal static class RowWriter
{
    public delegate void Write(Tape tape, PathItem item, SearchParameter parameter, SearchRows rows);

    public static Write For(SearchParameterType type) => type switch
    {
        SearchParameterType.Token => TokenRows.Write,
        SearchParameterType.String => StringRows.Write,
        SearchParameterType.Date => DateRows.Write,
        SearchParameterType.Reference => ReferenceRows.Write,
        SearchParameterType.Uri => UriRows.Write,
        SearchParameterType.Number => NumberRows.Write,
        SearchParameterType.Quantity => QuantityRows.Write,
        _ => throw new InvalidOperationException($"No plan compiles a parameter of type {type}."),
    };
}
