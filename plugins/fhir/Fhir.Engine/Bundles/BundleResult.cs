using Fhir.Engine.Issues;

namespace Fhir.Engine.Bundles;

/// <summary>The outcome of reading a bundle.</summary>
/// <param name="Bundle">The bundle; null when it is refused as a whole.</param>
/// <param name="Issues">Why. A batch carries the issues of its entries in the entries.</param>
public sealed record BundleResult(TransactionBundle? Bundle, IReadOnlyList<FhirIssue> Issues);
