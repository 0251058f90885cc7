using Fhir.Engine.Issues;

namespace Fhir.Outcomes;

/// <summary>Why something was not done: an HTTP status and the issues of its OperationOutcome.</summary>
internal sealed record Refusal(int Status, IReadOnlyList<FhirIssue> Issues)
{
    public static Refusal Of(int status, string code, string diagnostics, string? expression = null) =>
        new(status, [new FhirIssue(IssueSeverity.Error, code, diagnostics, expression)]);

    public static Refusal UnknownType(string type) =>
        Of(404, IssueCode.NotSupported, $"'{Shown(type)}' is not a resource type of FHIR R4.");

    /// <summary>What the audit trail's rows are shown as is read and searched at its own address, and never written.</summary>
    public static Refusal ReadOnly(string type) =>
        Of(405, IssueCode.NotSupported, $"{type} is made from the audit trail: it can be searched and read by GET /fhir/{type}, and nothing else.");

    public static Refusal Unknown(string type, string id) =>
        Of(404, IssueCode.NotFound, $"There is no {type}/{Shown(id)}.");

    public static Refusal Gone(string type, string id) =>
        Of(410, "deleted", $"{type}/{id} was deleted.");

    public static Refusal Forbidden(string what, string type) =>
        Of(403, "forbidden", $"Your grants do not cover {what} of {type}. Ask an administrator.");

    public static Refusal OutsideScope(string what, string name, string? expression) =>
        Of(403, "forbidden", $"Your grants do not cover {what} of {name}: it lies outside of what they are narrowed to.", expression);

    /// <summary>What a caller sent, cut so that an answer never grows with it.</summary>
    public static string Shown(string text) => text.Length <= 64 ? text : text[..64] + "…";
}
