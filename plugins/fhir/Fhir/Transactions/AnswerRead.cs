using Fhir.Access;
using Fhir.Engine.Bundles;
using Fhir.Engine.Issues;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Searching;
using Fhir.Storing;
using PluginPlatform.Sdk.Access;

namespace Fhir.Transactions;

/// <summary>Answers a GET entry: a read by id or a search.</summary>
internal sealed class AnswerRead(LoadResource load, RunSearch search, Guard guard, IAccessLog access)
{
    public Task<EntryAnswer> RunAsync(BundleEntry entry, CancellationToken cancellationToken) => entry switch
    {
        { ResourceType: { } type, Id: { } id } => ReadAsync(type, id, cancellationToken),
        { ResourceType: { } type, Url: var url } when !url.Contains('/', StringComparison.Ordinal) =>
            SearchAsync(type, entry.Query ?? "", cancellationToken),
        _ => Task.FromResult(EntryAnswer.Refused(Refusal.Of(
            400, IssueCode.NotSupported, "Reads by id and searches of a type are supported here.", $"{entry.Expression}.request.url"))),
    };

    private async Task<EntryAnswer> SearchAsync(string type, string query, CancellationToken cancellationToken)
    {
        if (guard.CheckEntry(DataAction.Search, type) is { } refusal)
        {
            return EntryAnswer.Refused(refusal);
        }

        var asked = SearchRequest.From(type, query, ServerBase.Root);
        var (found, refused) = await search.RunAsync(asked, cancellationToken);
        return refused is null ? new(200) { Resource = WriteSearchset.Bytes(asked, found!) } : EntryAnswer.Refused(refused);
    }

    private async Task<EntryAnswer> ReadAsync(string type, string id, CancellationToken cancellationToken)
    {
        if (guard.CheckEntry(DataAction.Read, type) is { } refusal)
        {
            return EntryAnswer.Refused(refusal);
        }

        var stored = await load.CurrentAsync(type, id, cancellationToken);
        access.Touch(DataAction.Read, type, stored?.Subjects ?? []);
        return stored switch
        {
            null => EntryAnswer.Refused(Refusal.Unknown(type, id)),
            { Json: null } => EntryAnswer.Refused(Refusal.Gone(type, id)),
            _ => new(200) { Version = stored.Version, LastModified = stored.UpdatedAt, Resource = stored.Json },
        };
    }
}
