using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Clients;

/// <summary>The table of clients. Every look-up asks the database, so that a change holds from the next request on.</summary>
internal sealed class ClientStore(PlatformStorage storage, TimeProvider time)
{
    public async Task<Client?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT c.tenant_id, c.secret_hash, c.grants, c.scopes, c.active AND t.state = 'active'
            FROM platform.clients c JOIN platform.tenant t ON t.id = c.tenant_id WHERE c.id = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        // Scopes were checked when the client was registered; one that is no longer understood opens nothing.
        _ = ScopeSet.TryParse(string.Join(' ', reader.GetFieldValue<string[]>(3)), out var scopes);
        return new(
            id,
            reader.GetString(0),
            reader.GetFieldValue<byte[]>(1),
            reader.GetFieldValue<string[]>(2),
            scopes,
            reader.GetBoolean(4));
    }

    /// <summary>False when the id is taken.</summary>
    public async Task<bool> AddAsync(Client client, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            INSERT INTO platform.clients (id, tenant_id, secret_hash, grants, scopes, active, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client.Id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client.Tenant });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = client.SecretHash });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. client.Grants] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = client.Scopes.Text.Split(' ') });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = client.Active });
        command.Parameters.Add(new NpgsqlParameter<DateTime>
        {
            TypedValue = time.GetUtcNow().UtcDateTime,
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
        });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>False when there is no such client.</summary>
    public async Task<bool> ActivateAsync(string id, bool active, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("UPDATE platform.clients SET active = $2 WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = active });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
