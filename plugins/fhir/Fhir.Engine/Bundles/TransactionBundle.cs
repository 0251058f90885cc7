namespace Fhir.Engine.Bundles;

/// <summary>A batch or transaction, ready to be processed.</summary>
/// <param name="IsTransaction">True for all or nothing; false for a batch, whose entries stand alone.</param>
/// <param name="Entries">The entries in the order of the bundle.</param>
/// <param name="ConditionalReferences">References by search, each once; empty for a batch.</param>
public sealed record TransactionBundle(
    bool IsTransaction,
    IReadOnlyList<BundleEntry> Entries,
    IReadOnlyList<ConditionalReference> ConditionalReferences)
{
    /// <summary>The entries in the order to process them: DELETE, POST, PUT and PATCH, GET and HEAD (R4 3.1.0.11.2).</summary>
    public IReadOnlyList<BundleEntry> InProcessingOrder() => Entries.OrderBy(e => e.Method switch
    {
        BundleMethod.Delete => 0,
        BundleMethod.Post => 1,
        BundleMethod.Put or BundleMethod.Patch => 2,
        _ => 3,
    }).ToList();
}
