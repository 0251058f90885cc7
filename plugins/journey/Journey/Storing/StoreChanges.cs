using Journey.Mapping;
using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace Journey.Storing;

/// <summary>
/// Replaces what resources added to the journey by what their newer versions add: two round trips for any number of them,
/// one when nothing is new.
/// </summary>
internal sealed class StoreChanges(ITenantDatabase database)
{
    // Sorted, so that two writers take their locks in one order. A row that was there has been locked before it is updated,
    // which its new version shows as xmax; a row inserted has none. What was seen before cannot tell: another may have inserted since.
    private const string Accept = """
        WITH incoming AS (
            SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) AS i (resource, subject, version)
        ), before AS (
            SELECT i.resource, s.subject FROM incoming i
            CROSS JOIN LATERAL (SELECT subject FROM source WHERE source.resource = i.resource OFFSET 0) s
        ), accepted AS (
            INSERT INTO source (resource, subject, version, mapping)
            SELECT resource, subject, version, $4 FROM incoming ORDER BY resource COLLATE "C"
            ON CONFLICT (tenant_id, resource) DO UPDATE
                SET subject = excluded.subject, version = excluded.version, mapping = excluded.mapping
                WHERE (source.version, source.mapping) < (excluded.version, excluded.mapping)
            RETURNING resource, xmax <> 0 AS known
        )
        SELECT a.resource, b.subject, a.known FROM accepted a LEFT JOIN before b ON b.resource = a.resource
        """;

    public async Task<StoredChanges> StoreAsync(IReadOnlyList<MappedResource> changes, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var accepted = await AcceptAsync(transaction.Connection, changes, cancellationToken);
        var newer = changes.Where(change => accepted.ContainsKey(change.Resource)).ToList();
        if (newer.Count == 0)
        {
            return new(0, 0);
        }

        var subjects = newer.Select(change => change.Subject)
            .Concat(newer.Select(change => change.Patient?.Id))
            .Concat(accepted.Values.Select(was => was.Subject))
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await using var batch = new NpgsqlBatch(transaction.Connection);
        Replace.AppendTo(batch, newer, [.. accepted.Where(was => was.Value.Known).Select(was => was.Key)], subjects);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(newer.Count, subjects.Length);
    }

    /// <returns>The resources whose version is newer than what is held, each with what it was before.</returns>
    private static async Task<Dictionary<string, Before>> AcceptAsync(
        NpgsqlConnection connection, IReadOnlyList<MappedResource> changes, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Accept, connection)
        {
            Parameters =
            {
                Sql.Column(changes, change => change.Resource),
                Sql.Column(changes, change => change.Subject),
                Sql.Column(changes, change => change.Version),
                new NpgsqlParameter<int> { TypedValue = Mappers.Revision },
            },
        };
        var accepted = new Dictionary<string, Before>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            accepted[rows.GetString(0)] = new(await rows.IsDBNullAsync(1, cancellationToken) ? null : rows.GetString(1), rows.GetBoolean(2));
        }

        return accepted;
    }

    /// <param name="Subject">Whose journey it was in.</param>
    /// <param name="Known">Whether an earlier version may have left nodes and edges.</param>
    private readonly record struct Before(string? Subject, bool Known);
}

/// <summary>How much a batch changed.</summary>
internal readonly record struct StoredChanges(int Resources, int Subjects);
