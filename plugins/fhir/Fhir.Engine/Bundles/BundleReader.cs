using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;
using Fhir.Engine.References;

namespace Fhir.Engine.Bundles;

/// <summary>Splits a batch or transaction into its entries (R4 3.1.0.11).</summary>
public sealed class BundleReader(FhirDefinitions definitions)
{
    private readonly EntryReader _entries = new(definitions);

    /// <summary>
    /// Reads a Bundle that has been parsed. A transaction with any wrong entry is refused; of a batch only the entry is. A batch
    /// may be given although its content has errors: parse each entry's content again when it is processed.
    /// </summary>
    public BundleResult Read(FhirResource bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var tape = bundle.Tape;
        var type = tape.ChildText(bundle.Root, "type");
        if (bundle.ResourceType != "Bundle" || type is not ("batch" or "transaction"))
        {
            return Refused(FhirIssue.Error(
                IssueCode.Invalid, "Only a Bundle of type 'batch' or 'transaction' can be processed.", "Bundle.type"));
        }
        var entries = ReadEntries(tape, bundle.Root);
        if (type == "batch")
        {
            return new BundleResult(new TransactionBundle(false, entries, []), []);
        }
        var issues = new IssueList(IssueList.DefaultCap);
        foreach (var entry in entries)
        {
            if (entry.Issue is { } issue)
            {
                issues.Add(issue);
            }
        }
        RefuseSameIdentity(entries, issues);
        return issues.HasErrors
            ? new BundleResult(null, issues.Items)
            : new BundleResult(new TransactionBundle(true, entries, ConditionalReferences(entries)), []);
    }

    private static BundleResult Refused(FhirIssue issue) => new(null, [issue]);

    private List<BundleEntry> ReadEntries(Tape tape, int bundle)
    {
        var entries = new List<BundleEntry>();
        for (var node = bundle + 1; node < tape[bundle].End; node = tape[node].End)
        {
            if (tape[node].Kind == NodeKind.Object && tape.NameOf(node) == "entry")
            {
                entries.Add(_entries.Read(tape, node));
            }
        }
        return entries;
    }

    // "If any resource identities overlap in steps 1-3, then the transaction SHALL fail."
    private static void RefuseSameIdentity(List<BundleEntry> entries, IssueList issues)
    {
        var seen = new Dictionary<string, BundleEntry>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry is { Id: not null, Method: not (BundleMethod.Get or BundleMethod.Head) }
                && !seen.TryAdd($"{entry.ResourceType}/{entry.Id}", entry))
            {
                issues.Error(IssueCode.Duplicate,
                    $"{entry.ResourceType}/{entry.Id} is also changed by {seen[$"{entry.ResourceType}/{entry.Id}"].Expression}.",
                    $"{entry.Expression}.request.url");
            }
        }
    }

    private List<ConditionalReference> ConditionalReferences(List<BundleEntry> entries)
    {
        var found = new Dictionary<string, ConditionalReference>(StringComparer.Ordinal);
        foreach (var resource in entries.Select(e => (e.Resource, e.Expression)).Where(e => e.Resource is not null))
        {
            var tape = resource.Resource!.Tape;
            for (var node = resource.Resource.Root + 1; node < tape[resource.Resource.Root].End; node++)
            {
                if (!ResourceReferences.IsLiteral(tape, node) || !tape.Raw(node).Contains((byte)'?'))
                {
                    continue;
                }
                var text = tape.Text(node);
                var question = text.IndexOf('?', StringComparison.Ordinal);
                if (!found.ContainsKey(text) && definitions.IsResourceType(text[..question]))
                {
                    found.Add(text, new ConditionalReference(text, text[..question], text[(question + 1)..],
                        TapePath.Of(tape, resource.Resource.Root, node, $"{resource.Expression}.resource")));
                }
            }
        }
        return [.. found.Values];
    }
}
