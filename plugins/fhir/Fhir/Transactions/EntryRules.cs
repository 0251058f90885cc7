using Fhir.Engine.Bundles;
using Fhir.Engine.Issues;
using PluginPlatform.Sdk.Access;

namespace Fhir.Transactions;

/// <summary>What the server makes of an entry's request.</summary>
internal static class EntryRules
{
    /// <returns>The action a write needs; null for reads, which are checked where they are answered.</returns>
    public static DataAction? ActionOf(BundleMethod method) => method switch
    {
        BundleMethod.Delete => DataAction.Delete,
        BundleMethod.Post => DataAction.Create,
        BundleMethod.Put => DataAction.Update,
        _ => null,
    };

    /// <returns>Why the entry cannot be processed by this server, or null.</returns>
    public static FhirIssue? Unsupported(BundleEntry entry) => entry switch
    {
        { Method: BundleMethod.Patch } => Say(entry, "PATCH is not supported: send the whole resource with PUT."),
        { Method: BundleMethod.Post, ResourceType: null } => Say(entry, "Operations are not supported in Bundles."),
        { Method: BundleMethod.Put or BundleMethod.Delete, Id: null } => Say(entry, "Conditional updates and deletes are not supported: name the id."),
        _ => null,
    };

    private static FhirIssue Say(BundleEntry entry, string text) =>
        new(IssueSeverity.Error, IssueCode.NotSupported, text, $"{entry.Expression}.request");
}
