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
    // Sorted, so that two writers take their locks in one order.
    private const string Accept = """
        WITH incoming AS (
            SELECT * FROM unnest($1::text[], $2::text[], $3::int[]) AS i (resource, subject, version)
        ), before AS (
            SELECT s.resource, s.subject FROM source s JOIN incoming i ON i.resource = s.resource
        ), accepted AS (
            INSERT INTO source (resource, subject, version, mapping)
            SELECT resource, subject, version, $4 FROM incoming ORDER BY resource COLLATE "C"
            ON CONFLICT (tenant_id, resource) DO UPDATE
                SET subject = excluded.subject, version = excluded.version, mapping = excluded.mapping
                WHERE (source.version, source.mapping) < (excluded.version, excluded.mapping)
            RETURNING resource
        )
        SELECT a.resource, b.subject FROM accepted a LEFT JOIN before b ON b.resource = a.resource
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
            .Concat(accepted.Values)
            .OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await using var batch = new NpgsqlBatch(transaction.Connection);
        Replace.AppendTo(batch, newer, subjects);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(newer.Count, subjects.Length);
    }

    /// <returns>The resources whose version is newer than what is held, each with the subject it had before.</returns>
    private static async Task<Dictionary<string, string?>> AcceptAsync(
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
        var accepted = new Dictionary<string, string?>(StringComparer.Ordinal);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            accepted[rows.GetString(0)] = await rows.IsDBNullAsync(1, cancellationToken) ? null : rows.GetString(1);
        }

        return accepted;
    }
}

/// <summary>How much a batch changed.</summary>
internal readonly record struct StoredChanges(int Resources, int Subjects);
