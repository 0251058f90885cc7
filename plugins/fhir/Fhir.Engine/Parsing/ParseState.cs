using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;

namespace Fhir.Engine.Parsing;

/// <summary>What one reading shares between the reader and the rules.</summary>
internal sealed class ParseState(FhirDefinitions definitions, TapeBuilder builder, IssueList issues)
{
    public FhirDefinitions Definitions => definitions;

    public TapeBuilder Builder => builder;

    public Tape Tape => builder.Tape;

    public IssueList Issues => issues;

    public PathStack Path { get; } = new();

    /// <summary>Set when the current resource holds contained resources or references into them.</summary>
    public bool HasLocalLinks { get; set; }

    public void Error(string code, string diagnostics) => issues.Error(code, diagnostics, Path.ToString());

    public void ErrorAt(string child, string code, string diagnostics, int index = -1) =>
        issues.Error(code, diagnostics, Path.With(child, index));
}
