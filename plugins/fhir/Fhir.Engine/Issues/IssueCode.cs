namespace Fhir.Engine.Issues;

/// <summary>The codes of R4's IssueType that the engine uses, as they stand in OperationOutcome.issue.code.</summary>
public static class IssueCode
{
    public const string Structure = "structure";
    public const string Required = "required";
    public const string Value = "value";
    public const string Invariant = "invariant";
    public const string Invalid = "invalid";
    public const string CodeInvalid = "code-invalid";
    public const string Duplicate = "duplicate";
    public const string NotFound = "not-found";
    public const string NotSupported = "not-supported";
    public const string TooLong = "too-long";
    public const string TooCostly = "too-costly";
    public const string BusinessRule = "business-rule";
}
