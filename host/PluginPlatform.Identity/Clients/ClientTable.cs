using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Clients;

/// <summary>The statements of client administration.</summary>
internal sealed class ClientTable(PlatformStorage storage)
{
    private const string Columns = """
        SELECT c.id, c.tenant_id, c.name,
               CASE WHEN c.is_public THEN 'none' WHEN c.jwks IS NOT NULL THEN 'private_key_jwt' ELSE 'client_secret' END,
               c.active, c.grants, c.scopes, c.redirect_uris, c.post_logout_redirect_uris, c.launch_uri,
               c.require_pushed_authorization, c.dpop_bound, c.requests_per_minute, c.created_at
        FROM platform.clients c
        """;

    private const string Page = Columns + """

        WHERE ($1::text IS NULL OR c.tenant_id = $1)
          AND ($2 = '' OR strpos(upper(c.id), upper($2)) > 0 OR strpos(upper(c.name), upper($2)) > 0)
          AND ($3::text IS NULL OR c.id > $3)
        ORDER BY c.id LIMIT $4
        """;

    private const string One = Columns + """

        WHERE c.id = $1 AND ($2::text IS NULL OR c.tenant_id = $2)
        """;

    public async Task<IReadOnlyList<RegisteredClient>> ListAsync(
        string? tenant, string search, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(Page);
        command.Parameters.Add(Text(tenant));
        command.Parameters.Add(Text(search));
        command.Parameters.Add(Text(after));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await ReadAsync(command, cancellationToken);
    }

    /// <param name="connection">Of a transaction under way, which then holds the row; or null.</param>
    /// <param name="tenant">Only of this tenant, or null.</param>
    /// <param name="id">The client's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<RegisteredClient?> FindAsync(NpgsqlConnection? connection, string? tenant, string id, CancellationToken cancellationToken)
    {
        await using var command = connection is null ? storage.Kernel.CreateCommand(One) : new NpgsqlCommand(One + " FOR UPDATE", connection);
        command.Parameters.Add(Text(id));
        command.Parameters.Add(Text(tenant));
        var found = await ReadAsync(command, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public static async Task ActivateAsync(NpgsqlConnection connection, string id, bool active, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE platform.clients SET active = $2 WHERE id = $1", connection);
        command.Parameters.Add(Text(id));
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = active });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task SetSecretAsync(NpgsqlConnection connection, string id, SecretHash secret, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE platform.clients SET secret_hash = $2, secret_key_id = $3 WHERE id = $1", connection);
        command.Parameters.Add(Text(id));
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = secret.Hash });
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Bigint, Value = secret.KeyId is { } keyId ? (long)keyId : DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task SetLimitAsync(NpgsqlConnection connection, string id, int? perMinute, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE platform.clients SET requests_per_minute = $2 WHERE id = $1", connection);
        command.Parameters.Add(Text(id));
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Integer, Value = (object?)perMinute ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<List<RegisteredClient>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var clients = new List<RegisteredClient>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            clients.Add(new(
                row.GetString(0), row.GetString(1), row.GetString(2) is { Length: > 0 } name ? name : row.GetString(0), row.GetString(3),
                row.GetBoolean(4), row.GetFieldValue<string[]>(5), row.GetFieldValue<string[]>(6), row.GetFieldValue<string[]>(7),
                row.GetFieldValue<string[]>(8), row.IsDBNull(9) ? null : row.GetString(9), row.GetBoolean(10), row.GetBoolean(11),
                row.IsDBNull(12) ? null : row.GetInt32(12), row.GetFieldValue<DateTimeOffset>(13)));
        }

        return clients;
    }

    private static NpgsqlParameter Text(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };
}
