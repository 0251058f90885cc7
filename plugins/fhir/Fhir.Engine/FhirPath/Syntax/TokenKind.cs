namespace Fhir.Engine.FhirPath.Syntax;

internal enum TokenKind
{
    End,
    Identifier,
    String,
    Number,
    Symbol,
    Unknown,
}
