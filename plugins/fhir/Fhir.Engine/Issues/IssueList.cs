namespace Fhir.Engine.Issues;

/// <summary>Collects findings up to a cap: hostile content must not buy an answer larger than itself.</summary>
internal sealed class IssueList(int cap)
{
    public const int DefaultCap = 50;

    private readonly List<FhirIssue> _issues = [];

    public bool IsFull => _issues.Count >= cap;

    public bool HasErrors { get; private set; }

    public IReadOnlyList<FhirIssue> Items => _issues;

    public void Add(FhirIssue issue)
    {
        HasErrors |= issue.IsError;
        if (!IsFull)
        {
            _issues.Add(issue);
        }
    }

    public void Error(string code, string diagnostics, string? expression) =>
        Add(FhirIssue.Error(code, diagnostics, expression));
}
