using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Clients;

/// <summary>The table of clients. Rows are kept in memory until the database says that they changed.</summary>
internal sealed class ClientStore(PlatformStorage storage, SecuritySignals signals, TimeProvider time)
{
    private const int MostKept = 10_000;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    private readonly ObedientCache<string, Client> _kept = new(MostKept, KeptFor, signals, time);

    private const string Columns =
        """
        c.id, c.tenant_id, c.name, c.grants, c.scopes, c.active AND t.state = 'active', c.is_public, c.secret_hash, c.secret_key_id,
        c.jwks::text, c.redirect_uris, c.post_logout_redirect_uris, c.launch_uri, c.require_pushed_authorization, c.dpop_bound,
        c.requests_per_minute, c.pre_approved
        FROM platform.clients c JOIN platform.tenant t ON t.id = c.tenant_id
        """;

    public ValueTask<Client?> FindAsync(string id, CancellationToken cancellationToken) =>
        _kept.Find(id) is { } known ? new(known) : new(ReadAsync(id, cancellationToken));

    /// <summary>False when the id is taken.</summary>
    public async Task<bool> AddAsync(Client client, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            INSERT INTO platform.clients (id, tenant_id, name, grants, scopes, active, is_public, secret_hash, secret_key_id, jwks,
                redirect_uris, post_logout_redirect_uris, launch_uri, require_pushed_authorization, dpop_bound, created_at, pre_approved)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT (id) DO NOTHING
            """);
        var p = command.Parameters;
        p.AddWithValue(client.Id);
        p.AddWithValue(client.Tenant);
        p.AddWithValue(client.Name);
        p.AddWithValue(client.Grants.ToArray());
        p.AddWithValue(client.Scopes.Text.Split(' '));
        p.AddWithValue(client.Active);
        p.AddWithValue(client.IsPublic);
        p.AddWithValue(NpgsqlDbType.Bytea, (object?)client.Secret?.Hash ?? DBNull.Value);
        p.AddWithValue(NpgsqlDbType.Bigint, client.Secret?.KeyId is { } keyId ? (long)keyId : DBNull.Value);
        p.AddWithValue(NpgsqlDbType.Jsonb, client.Keys is { } keys ? ClientKeySet.Text(keys) : DBNull.Value);
        p.AddWithValue(client.RedirectUris.ToArray());
        p.AddWithValue(client.PostLogoutRedirectUris.ToArray());
        p.AddWithValue(NpgsqlDbType.Text, (object?)client.LaunchUri ?? DBNull.Value);
        p.AddWithValue(client.RequirePushedAuthorization);
        p.AddWithValue(client.DpopBound);
        p.AddWithValue(NpgsqlDbType.TimestampTz, time.GetUtcNow().UtcDateTime);
        p.AddWithValue(client.PreApproved);
        var added = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        signals.Tell(Signal(client.Id));
        return added;
    }

    /// <summary>How a change of a client is told to every host.</summary>
    public static string Signal(string id) => $"client:{id}";

    /// <summary>The tenant's active apps that can be started from a chart, by name; at most 100.</summary>
    public async Task<IReadOnlyList<Client>> LaunchableAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            $"""
            SELECT {Columns}
            WHERE c.tenant_id = $1 AND c.active AND t.state = 'active' AND c.launch_uri IS NOT NULL
              AND 'authorization_code' = ANY (c.grants) AND 'launch' = ANY (c.scopes)
            ORDER BY c.name, c.id LIMIT 100
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var apps = new List<Client>();
        while (await reader.ReadAsync(cancellationToken))
        {
            apps.Add(Read(reader));
        }

        return apps;
    }

    private async Task<Client?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var generation = signals.Generation;
        await using var command = storage.Kernel.CreateCommand($"SELECT {Columns} WHERE c.id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var client = Read(reader);
        _kept.Keep(id, client, DateTimeOffset.MaxValue, [Signal(id), $"tenant:{client.Tenant}"], generation);
        return client;
    }

    private static Client Read(NpgsqlDataReader row)
    {
        // Scopes were checked when the client was registered; what is no longer understood opens nothing.
        _ = ScopeSet.TryParse(string.Join(' ', row.GetFieldValue<string[]>(4)), out var scopes);
        return new()
        {
            Id = row.GetString(0),
            Tenant = row.GetString(1),
            Name = row.GetString(2) is { Length: > 0 } name ? name : row.GetString(0),
            Grants = row.GetFieldValue<string[]>(3),
            Scopes = scopes,
            Active = row.GetBoolean(5),
            IsPublic = row.GetBoolean(6),
            Secret = row.IsDBNull(7) ? null : new(row.GetFieldValue<byte[]>(7), row.IsDBNull(8) ? null : (uint)row.GetInt64(8)),
            Keys = row.IsDBNull(9) ? null : ClientKeySet.Parse(row.GetString(9)),
            RedirectUris = row.GetFieldValue<string[]>(10),
            PostLogoutRedirectUris = row.GetFieldValue<string[]>(11),
            LaunchUri = row.IsDBNull(12) ? null : row.GetString(12),
            RequirePushedAuthorization = row.GetBoolean(13),
            DpopBound = row.GetBoolean(14),
            RequestsPerMinute = row.IsDBNull(15) ? null : row.GetInt32(15),
            PreApproved = row.GetBoolean(16),
        };
    }
}
