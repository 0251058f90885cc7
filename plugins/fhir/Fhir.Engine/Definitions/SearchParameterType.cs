namespace Fhir.Engine.Definitions;

/// <summary>The types of search parameter (R4 3.1.1.2), in the order of the definition file.</summary>
public enum SearchParameterType
{
    Number,
    Date,
    String,
    Token,
    Reference,
    Composite,
    Quantity,
    Uri,
    Special,
}
