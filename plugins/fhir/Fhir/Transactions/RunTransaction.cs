using Fhir.Access;
using Fhir.Engine.Bundles;
using Fhir.Outcomes;
using Fhir.Storing;

namespace Fhir.Transactions;

/// <summary>Runs a transaction: all entries or none (R4 3.1.0.11.2).</summary>
internal sealed class RunTransaction(
    PrepareEntries prepare, ResolveConditions conditions, WriteChanges write, AnswerRead read, Guard guard)
{
    public async Task<(ReadOnlyMemory<byte> Answer, Refusal? Refusal)> RunAsync(
        TransactionBundle bundle, bool withResources, CancellationToken cancellationToken)
    {
        if (Check(bundle) is { } forbidden)
        {
            return (default, forbidden);
        }

        var entries = new PreparedEntries();
        var refusal = ResolveConditions.Needed(bundle)
            ? await write.InTransactionAsync(async (transaction, token) =>
            {
                var (resolved, unresolved) = await conditions.RunAsync(transaction.Connection, bundle, token);
                entries = unresolved is null ? prepare.Run(bundle, resolved) : entries;
                return unresolved ?? entries.Refusal ?? await write.StoreAsync(transaction, entries.Changes, token);
            }, cancellationToken)
            : (entries = prepare.Run(bundle, new())).Refusal ?? await write.RunAsync(entries.Changes, cancellationToken);
        return refusal is null ? (await AnswerAsync(bundle, entries, withResources, cancellationToken), null) : (default, refusal);
    }

    private async Task<ReadOnlyMemory<byte>> AnswerAsync(
        TransactionBundle bundle, PreparedEntries entries, bool withResources, CancellationToken cancellationToken)
    {
        var answers = entries.Answers(withResources);
        foreach (var entry in bundle.Entries.Where(e => e.Method is BundleMethod.Get or BundleMethod.Head))
        {
            // Reads come last and see what was written.
            answers[entry.Index] = await read.RunAsync(entry, cancellationToken);
        }

        return WriteResponseBundle.Bytes(bundle, answers);
    }

    private Refusal? Check(TransactionBundle bundle)
    {
        foreach (var entry in bundle.Entries)
        {
            if (EntryRules.Unsupported(entry) is { } unsupported)
            {
                return new(400, [unsupported]);
            }

            if (EntryRules.ActionOf(entry.Method) is { } action && guard.CheckEntry(action, entry.ResourceType!) is { } refusal)
            {
                return new(refusal.Status, [.. refusal.Issues.Select(i => i with { Expression = entry.Expression })]);
            }
        }

        return null;
    }
}
