namespace Fhir.Engine.Issues;

/// <summary>OperationOutcome.issue.severity (R4 IssueSeverity).</summary>
public enum IssueSeverity
{
    Fatal,
    Error,
    Warning,
    Information,
}
