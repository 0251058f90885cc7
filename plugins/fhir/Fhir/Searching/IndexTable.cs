using Fhir.Engine.Definitions;

namespace Fhir.Searching;

/// <summary>Where a parameter's rows are.</summary>
internal static class IndexTable
{
    public static string Of(SearchParameterType type) => type switch
    {
        SearchParameterType.Token or SearchParameterType.Uri => "token_index",
        SearchParameterType.String => "string_index",
        SearchParameterType.Date => "date_index",
        SearchParameterType.Reference => "reference_index",
        SearchParameterType.Number or SearchParameterType.Quantity => "quantity_index",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Such parameters have no rows."),
    };
}
