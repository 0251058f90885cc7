using System.Globalization;
using Fhir.Access;
using Fhir.Contracts;
using Fhir.Http;
using Fhir.Outcomes;
using Fhir.Searching;
using Fhir.Storing;
using Fhir.Transactions;
using PluginPlatform.Sdk.Access;

namespace Fhir.Record;

/// <summary>The record as other plugins reach it: the same reads, searches and writes as over HTTP, under the caller's grants.</summary>
internal sealed class ClinicalRecord(
    LoadResource load, LoadRecord record, RunSearch search, RunBundle bundles, Reach reach, IAccessLog access, R4 r4)
    : IClinicalRecord
{
    private const int Most = 500;

    public async Task<ClinicalResource?> ReadAsync(ResourceKey key, CancellationToken cancellationToken)
    {
        Require(DataAction.Read, key.Type);
        var stored = await load.CurrentAsync(key.Type, key.Id, cancellationToken);
        access.Touch(DataAction.Read, key.Type, stored?.Subjects ?? []);
        return stored is { Json: { } json } ? new(key, stored.Version, stored.UpdatedAt, stored.Subjects, json) : null;
    }

    public async Task<IReadOnlyList<ClinicalResource>> ReadManyAsync(IReadOnlyList<ResourceKey> keys, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(keys.Count, Most);
        foreach (var type in keys.Select(k => k.Type).Distinct())
        {
            Require(DataAction.Read, type);
        }

        return Touched(await record.ManyAsync([.. keys.Distinct()], cancellationToken), DataAction.Read);
    }

    public async Task<ClinicalPage> ReadSubjectAsync(
        string subject, IReadOnlyList<string> types, string? cursor, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, Most);
        foreach (var type in types)
        {
            Require(DataAction.Read | DataAction.Search, type);
        }

        var allowed = types.Count > 0 ? types : r4.Definitions.ResourceTypes.Where(t => reach.Allows(DataAction.Read | DataAction.Search, t));
        var after = cursor is null ? 0 : long.Parse(cursor, CultureInfo.InvariantCulture);
        var items = await record.CompartmentAsync(subject, [.. allowed], after, limit + 1, cancellationToken);
        var more = items.Count > limit;
        if (more)
        {
            items.RemoveAt(limit);
        }

        return new(Touched(items, DataAction.Search), more ? items[^1].Key.ToString(CultureInfo.InvariantCulture) : null);
    }

    public async Task<ClinicalPage> SearchAsync(string type, string query, CancellationToken cancellationToken)
    {
        Require(DataAction.Search, type);
        var (answer, refusal) = await search.RunAsync(SearchRequest.From(type, query, ServerBase.Root), cancellationToken);
        if (refusal is not null)
        {
            throw new ArgumentException(string.Join(' ', refusal.Issues.Select(i => i.Diagnostics)), nameof(query));
        }

        var found = answer!.Page.Matches.Concat(answer.Page.Included)
            .Select(m => new ClinicalResource(new(m.Type, m.Id), m.Version, m.UpdatedAt, m.Subjects, m.Json));
        return new([.. found], answer.Page.Next is { } next ? Follow(answer, next) : null);
    }

    public async Task<TransactionAnswer> TransactAsync(ReadOnlyMemory<byte> bundle, CancellationToken cancellationToken)
    {
        var (answer, refusal) = await bundles.RunAsync(bundle, Preference.None, cancellationToken);
        return refusal is null ? new(true, answer) : new(false, WriteOutcome.Bytes(refusal.Issues));
    }

    // The next page's query holds the page, so that a caller passes it as it passed the first.
    private static string Follow(SearchAnswer answer, string cursor)
    {
        var applied = answer.Query.Applied.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}");
        return string.Join('&', applied.Append($"{Cursor.Parameter}={cursor}"));
    }

    private List<ClinicalResource> Touched(List<StoredItem> items, DataAction action)
    {
        foreach (var type in items.GroupBy(i => i.Resource.Key.Type))
        {
            access.Touch(action, type.Key, [.. type.SelectMany(i => i.Resource.Subjects).Distinct()]);
        }

        return [.. items.Select(i => i.Resource)];
    }

    private void Require(DataAction action, string type)
    {
        if (!reach.Allows(action, type))
        {
            throw new UnauthorizedAccessException($"The caller's grants do not cover {action} of {type}: grant phi.read:{type}.");
        }
    }
}
