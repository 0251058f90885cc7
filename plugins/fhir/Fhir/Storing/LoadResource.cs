using Fhir.Access;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Storing;

/// <summary>Reads versions by id: one statement, one round trip. A caller with narrowed grants finds what they leave.</summary>
internal sealed class LoadResource(ITenantDatabase database, Reach reach, LoadNarrowed narrowed)
{
    private const string Current = "SELECT version, updated_at, subjects, content FROM resource WHERE type = $1 AND id = $2";

    private const string AnyVersion = """
        SELECT version, updated_at, subjects, content FROM resource WHERE type = $1 AND id = $2 AND version = $3
        UNION ALL
        SELECT version, updated_at, subjects, content FROM resource_history WHERE type = $1 AND id = $2 AND version = $3
        """;

    private const string AllVersions = """
        SELECT version, updated_at, subjects, content FROM resource WHERE type = $1 AND id = $2 AND version < $3
        UNION ALL
        SELECT version, updated_at, subjects, content FROM resource_history WHERE type = $1 AND id = $2 AND version < $3
        ORDER BY version DESC LIMIT $4
        """;

    /// <returns>Null when there never was such a resource.</returns>
    public Task<StoredResource?> CurrentAsync(string type, string id, CancellationToken cancellationToken) =>
        reach.Of(DataAction.Read, type) is { } restriction
            ? narrowed.CurrentAsync(restriction, DataAction.Read, id, cancellationToken)
            : database.FindAsync(Current, [Column.Value(type), Column.Value(id)], Row, cancellationToken);

    /// <returns>Null when there is no such version.</returns>
    public async Task<StoredResource?> VersionAsync(string type, string id, int version, CancellationToken cancellationToken)
    {
        var stored = await database.FindAsync(AnyVersion, [Column.Value(type), Column.Value(id), Column.Value(version)], Row, cancellationToken);
        return stored is not null && reach.Of(DataAction.Read, type) is { } restriction
            ? await narrowed.VersionAsync(restriction, id, stored, cancellationToken)
            : stored;
    }

    /// <summary>Versions below one, newest first.</summary>
    public Task<List<StoredResource>> HistoryAsync(string type, string id, int below, int limit, CancellationToken cancellationToken) =>
        reach.Of(DataAction.Read | DataAction.Search, type) is { } restriction
            ? narrowed.HistoryAsync(restriction, id, below, limit, (from, most) => PageAsync(type, id, from, most, cancellationToken), cancellationToken)
            : PageAsync(type, id, below, limit, cancellationToken);

    private Task<List<StoredResource>> PageAsync(string type, string id, int below, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(
            AllVersions, [Column.Value(type), Column.Value(id), Column.Value(below), Column.Value(limit)], AllAsync, cancellationToken);

    private static async Task<List<StoredResource>> AllAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var versions = new List<StoredResource>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            versions.Add(Row(reader));
        }

        return versions;
    }

    internal static StoredResource Row(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetDateTime(1), row.GetFieldValue<string[]>(2), row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3));
}
