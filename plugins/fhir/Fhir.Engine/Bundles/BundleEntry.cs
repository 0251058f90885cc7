using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Bundles;

/// <summary>One entry of a batch or transaction.</summary>
public sealed class BundleEntry
{
    /// <summary>Place in the bundle, from 0; the response has the same.</summary>
    public required int Index { get; init; }

    public required BundleMethod Method { get; init; }

    /// <summary>request.url without a leading slash.</summary>
    public required string Url { get; init; }

    public string? FullUrl { get; init; }

    /// <summary>The type the URL names; null for an operation or a search over all types.</summary>
    public string? ResourceType { get; init; }

    /// <summary>The id the URL names (Patient/1); null otherwise.</summary>
    public string? Id { get; init; }

    /// <summary>What follows '?' in the URL: a conditional update or delete, or a search.</summary>
    public string? Query { get; init; }

    public string? IfMatch { get; init; }

    public string? IfNoneMatch { get; init; }

    public string? IfModifiedSince { get; init; }

    /// <summary>The search of a conditional create, without a leading '?'.</summary>
    public string? IfNoneExist { get; init; }

    /// <summary>The resource as it stands in the bundle.</summary>
    public FhirResource? Resource { get; init; }

    /// <summary>What forbids the entry; a batch answers it and goes on, a transaction is refused.</summary>
    public FhirIssue? Issue { get; init; }

    /// <summary>Bundle.entry[3]</summary>
    public string Expression => $"Bundle.entry[{Index}]";

    /// <summary>The base that relative references of the entry are resolved against, when fullUrl is base/Type/id (R4 2.36.4.1).</summary>
    internal string? RestBase { get; init; }
}
