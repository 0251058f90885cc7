using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Storing;

/// <summary>Reads versions by id: one statement, one round trip.</summary>
internal sealed class LoadResource(ITenantDatabase database)
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
        database.FindAsync(Current, [Column.Value(type), Column.Value(id)], Row, cancellationToken);

    /// <returns>Null when there is no such version.</returns>
    public Task<StoredResource?> VersionAsync(string type, string id, int version, CancellationToken cancellationToken) =>
        database.FindAsync(AnyVersion, [Column.Value(type), Column.Value(id), Column.Value(version)], Row, cancellationToken);

    /// <summary>Versions below one, newest first.</summary>
    public Task<List<StoredResource>> HistoryAsync(string type, string id, int below, int limit, CancellationToken cancellationToken) =>
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

    private static StoredResource Row(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetDateTime(1), row.GetFieldValue<string[]>(2), row.IsDBNull(3) ? null : row.GetFieldValue<byte[]>(3));
}
