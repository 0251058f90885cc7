using Fhir.Access;
using Fhir.Engine.Bundles;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Storing;

namespace Fhir.Transactions;

/// <summary>Runs a batch: each entry on its own, as if it had been sent alone (R4 3.1.0.11.1).</summary>
internal sealed class RunBatch(R4 r4, PrepareChange prepare, WriteChanges write, AnswerRead read, Guard guard)
{
    public async Task<ReadOnlyMemory<byte>> RunAsync(TransactionBundle bundle, bool withResources, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<int, EntryAnswer>();
        foreach (var entry in bundle.InProcessingOrder())
        {
            answers[entry.Index] = entry.Method is BundleMethod.Get or BundleMethod.Head && entry.Issue is null
                ? await read.RunAsync(entry, cancellationToken)
                : await WriteAsync(entry, withResources, cancellationToken);
        }

        return WriteResponseBundle.Bytes(bundle, answers);
    }

    private async Task<EntryAnswer> WriteAsync(BundleEntry entry, bool withResources, CancellationToken cancellationToken)
    {
        if ((entry.Issue ?? EntryRules.Unsupported(entry)) is { } issue)
        {
            return EntryAnswer.Refused(new(400, [issue]));
        }

        if (guard.CheckEntry(EntryRules.ActionOf(entry.Method)!.Value, entry.ResourceType!) is { } forbidden)
        {
            return EntryAnswer.Refused(forbidden);
        }

        var (change, refused) = Prepare(entry);
        var refusal = refused ?? await write.RunAsync([change!], cancellationToken);
        return refusal is null ? EntryAnswer.Stored(change!, withResources) : EntryAnswer.Refused(refusal);
    }

    private (Change? Change, Refusal? Refusal) Prepare(BundleEntry entry)
    {
        if (!IfMatch.TryRead(entry.IfMatch, out var expected))
        {
            return (null, IfMatch.Malformed);
        }

        if (entry.Method == BundleMethod.Delete)
        {
            return (PrepareChange.Delete(entry.ResourceType!, entry.Id!, expected, entry.Expression), null);
        }

        var at = $"{entry.Expression}.resource";
        var parsed = r4.Parser.Parse(entry.Resource!.Json, at);
        return parsed.IsValid
            ? (entry.Method == BundleMethod.Post
                ? prepare.Store(ChangeKind.Create, parsed.Resource, prepare.NewId(), null, at)
                : prepare.Store(ChangeKind.Put, parsed.Resource, entry.Id!, expected, at), null)
            : (null, new(400, parsed.Issues));
    }
}
