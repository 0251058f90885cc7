using System.Text.Json;
using Fhir.Access;
using Fhir.Engine.Search.Querying;
using Npgsql;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Searching;

/// <summary>Carries a query out.</summary>
internal sealed class FindMatches(ITenantDatabase database, R4 r4, TimeProvider time, CallContext call, Reach reach)
{
    /// <summary>Reads one page.</summary>
    /// <param name="query">The query.</param>
    /// <param name="count">Matches on the page; 0 for the number alone.</param>
    /// <param name="after">Where the page before ended, or null.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    /// <returns>Null when <paramref name="after"/> does not belong to the query.</returns>
    public async Task<MatchPage?> PageAsync(SearchQuery query, int count, JsonElement? after, CancellationToken cancellationToken)
    {
        var sql = new SearchSql(query, r4.Definitions, time, call.View, reach);
        var matches = new List<Match>();
        if (count > 0)
        {
            if (sql.Page(count + 1, after) is not { } page)
            {
                return null;
            }

            matches = await database.ReadAsync(
                page.ToString(), page.Parameters, (reader, token) => ReadAsync(reader, query.ResourceType, sql.Sort, token), cancellationToken);
        }

        var more = count > 0 && matches.Count > count;
        if (more)
        {
            matches.RemoveAt(count);
        }

        var total = await TotalAsync(query, sql, count, after is null && !more ? matches.Count : null, cancellationToken);
        return new(matches, [], total, more ? Cursor.Write(matches[^1].Sort, matches[^1].Key) : null);
    }

    /// <summary>Finds up to two matches within a transaction: enough to tell none, one and several apart.</summary>
    public async Task<List<Match>> UpToTwoAsync(NpgsqlConnection connection, SearchQuery query, CancellationToken cancellationToken)
    {
        var page = new SearchSql(query with { Sort = [] }, r4.Definitions, time, call.View, reach).Page(2, null)!;
        await using var command = new NpgsqlCommand(page.ToString(), connection);
        command.Parameters.AddRange(page.Parameters.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await ReadAsync(reader, query.ResourceType, [], cancellationToken);
    }

    private async Task<long?> TotalAsync(SearchQuery query, SearchSql sql, int count, int? known, CancellationToken cancellationToken)
    {
        if (count > 0 && known is { } all)
        {
            return all;
        }

        if (count > 0 && query.Total is TotalMode.Unspecified or TotalMode.None)
        {
            return null;
        }

        var statement = sql.Count();
        return await database.ReadAsync(statement.ToString(), statement.Parameters, async (reader, token) =>
        {
            await reader.ReadAsync(token);
            return reader.GetInt64(0);
        }, cancellationToken);
    }

    private static async Task<List<Match>> ReadAsync(
        NpgsqlDataReader reader, string type, IReadOnlyList<SortColumn> sort, CancellationToken cancellationToken)
    {
        const int firstSort = 6;
        var matches = new List<Match>();
        while (await reader.ReadAsync(cancellationToken))
        {
            matches.Add(new(type, reader.GetString(0), reader.GetInt64(5), reader.GetInt32(1), reader.GetDateTime(2),
                reader.GetFieldValue<string[]>(3), reader.GetFieldValue<byte[]>(4))
            {
                Sort = [.. sort.Select((column, i) => column.Read(reader, firstSort + i))],
            });
        }

        return matches;
    }
}
