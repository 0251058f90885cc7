using Fhir.Engine.Issues;

namespace Fhir.Engine.Parsing;

/// <summary>The outcome of reading one resource.</summary>
/// <param name="Resource">The content, or null when it is not JSON or not a known resource type.</param>
/// <param name="Issues">Findings, at most as many as the parser's cap.</param>
public sealed record ParseResult(FhirResource? Resource, IReadOnlyList<FhirIssue> Issues)
{
    /// <summary>True when there is a resource and nothing forbids accepting it.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Resource))]
    public bool IsValid => Resource is not null && !Issues.Any(i => i.IsError);
}
