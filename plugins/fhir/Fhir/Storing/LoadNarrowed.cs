using Fhir.Access;
using Fhir.Searching;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Storing;

/// <summary>
/// Reads versions by id for a caller whose grants are narrowed. The current version is found through the index, older ones
/// are held against the same conditions by their content; without a current version in reach there is nothing. A deletion
/// has no content that could match: it is not shown.
/// </summary>
internal sealed class LoadNarrowed(ITenantDatabase database, Reach reach, R4 r4)
{
    private const string Current =
        "SELECT r.version, r.updated_at, r.subjects, r.content FROM resource r WHERE r.type = $1 AND r.id = $2 AND r.content IS NOT NULL";

    /// <returns>Null when there is none within the restriction of this action.</returns>
    public Task<StoredResource?> CurrentAsync(Restriction restriction, DataAction action, string id, CancellationToken cancellationToken)
    {
        var sql = SqlText.From(Current, Column.Value(restriction.Type), Column.Value(id));
        reach.AppendTo(sql, action, restriction.Type);
        return database.FindAsync(sql.ToString(), sql.Parameters, LoadResource.Row, cancellationToken);
    }

    /// <returns>The version when it and the current one are within the restriction.</returns>
    public async Task<StoredResource?> VersionAsync(
        Restriction restriction, string id, StoredResource version, CancellationToken cancellationToken) =>
        Holds(restriction, version) && await CurrentAsync(restriction, DataAction.Read, id, cancellationToken) is not null ? version : null;

    /// <summary>Versions below one within the restriction, newest first: a page is full or the last.</summary>
    public async Task<List<StoredResource>> HistoryAsync(
        Restriction restriction, string id, int below, int limit, Func<int, int, Task<List<StoredResource>>> page, CancellationToken cancellationToken)
    {
        var found = new List<StoredResource>();
        if (await CurrentAsync(restriction, DataAction.Read | DataAction.Search, id, cancellationToken) is null)
        {
            return found;
        }

        while (found.Count < limit)
        {
            var versions = await page(below, limit);
            found.AddRange(versions.Where(version => Holds(restriction, version)).Take(limit - found.Count));
            if (versions.Count < limit)
            {
                break;
            }

            below = versions[^1].Version;
        }

        return found;
    }

    private bool Holds(Restriction restriction, StoredResource version) =>
        version.Json is { } json
        && r4.Parser.Parse(json).Resource is { } resource
        && restriction.Holds(r4.Indexer.Extract(resource), version.Subjects, alone: false);
}
