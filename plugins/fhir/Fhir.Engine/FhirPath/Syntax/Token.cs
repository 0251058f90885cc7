namespace Fhir.Engine.FhirPath.Syntax;

/// <summary>A piece of an expression and where it starts.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At);
