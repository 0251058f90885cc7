namespace Fhir.Engine.Issues;

/// <summary>One finding, in the shape of OperationOutcome.issue.</summary>
/// <param name="Severity">How bad it is; fatal and error refuse the content.</param>
/// <param name="Code">A code of IssueType, see <see cref="IssueCode"/>.</param>
/// <param name="Diagnostics">What is wrong, for a developer; quotes at most a few characters of the content.</param>
/// <param name="Expression">Where, as a simple FHIRPath (Patient.name[0].family), or null when there is no place.</param>
public sealed record FhirIssue(IssueSeverity Severity, string Code, string Diagnostics, string? Expression)
{
    /// <summary>True when the content cannot be accepted.</summary>
    public bool IsError => Severity is IssueSeverity.Fatal or IssueSeverity.Error;

    internal static FhirIssue Error(string code, string diagnostics, string? expression = null) =>
        new(IssueSeverity.Error, code, diagnostics, expression);
}
