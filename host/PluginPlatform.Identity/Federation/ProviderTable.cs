using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Federation;

/// <summary>The providers of tenants, and who of theirs is whom here.</summary>
internal sealed class ProviderTable(PlatformStorage storage, TimeProvider time)
{
    private const string Purpose = "identity:provider-secret";

    private const string One = """
        SELECT p.tenant_id, p.authority, p.client_id, p.display_name, p.name_claim, p.role_claim, p.roles::text, p.create_accounts, p.active, p.client_secret
        FROM platform.identity_providers p JOIN platform.tenant t ON t.id = p.tenant_id AND t.state = 'active' WHERE p.tenant_id = $1
        """;

    public async Task<IdentityProvider?> FindAsync(string tenant, CancellationToken cancellationToken) =>
        (await ReadAsync(tenant, cancellationToken))?.Provider;

    /// <summary>With the secret, for the moment the code is redeemed.</summary>
    public async Task<(IdentityProvider Provider, string? Secret)?> ReadAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(One);
        command.Parameters.Add(Text(tenant));
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        var secret = row.IsDBNull(9) ? null : Encoding.UTF8.GetString(storage.MasterKey.Decrypt(Purpose, row.GetFieldValue<byte[]>(9)));
        return (new(row.GetString(0), row.GetString(1), row.GetString(2))
        {
            DisplayName = row.GetString(3),
            NameClaim = row.GetString(4),
            RoleClaim = row.IsDBNull(5) ? null : row.GetString(5),
            Roles = JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(6)) ?? [],
            CreateAccounts = row.GetBoolean(7),
            Active = row.GetBoolean(8),
            HasSecret = secret is not null,
        }, secret);
    }

    /// <param name="provider">All of it.</param>
    /// <param name="secret">Null leaves the one that is kept, unless the authority or client changes.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task SetAsync(IdentityProvider provider, string? secret, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("""
            INSERT INTO platform.identity_providers AS p (tenant_id, authority, client_id, client_secret, display_name, name_claim, role_claim,
                roles, create_accounts, active, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (tenant_id) DO UPDATE SET authority = $2, client_id = $3, display_name = $5, name_claim = $6, role_claim = $7, roles = $8,
                create_accounts = $9, active = $10, changed_at = $11,
                client_secret = CASE WHEN p.authority = $2 AND p.client_id = $3 THEN coalesce($4, p.client_secret) ELSE $4 END
            """);
        command.Parameters.Add(Text(provider.Tenant));
        command.Parameters.Add(Text(provider.Authority));
        command.Parameters.Add(Text(provider.ClientId));
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Bytea, Value = secret is null ? DBNull.Value : storage.MasterKey.Encrypt(Purpose, Encoding.UTF8.GetBytes(secret)) });
        command.Parameters.Add(Text(provider.DisplayName));
        command.Parameters.Add(Text(provider.NameClaim));
        command.Parameters.Add(Text(provider.RoleClaim));
        command.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = JsonSerializer.Serialize(provider.Roles) });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = provider.CreateAccounts });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = provider.Active });
        command.Parameters.Add(Grants.SqlMoment.Of(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<bool> RemoveAsync(string tenant, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("DELETE FROM platform.identity_providers WHERE tenant_id = $1");
        command.Parameters.Add(Text(tenant));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Who the subject of the issuer is here, or null.</summary>
    public async Task<Guid?> UserAsync(string tenant, string issuer, string subject, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "SELECT user_id FROM platform.federated_logins WHERE tenant_id = $1 AND issuer = $2 AND subject = $3");
        command.Parameters.Add(Text(tenant));
        command.Parameters.Add(Text(issuer));
        command.Parameters.Add(Text(subject));
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>Links a user of this tenant. False when the subject is somebody already, or the user is linked to another one.</summary>
    public async Task<bool> LinkAsync(string tenant, string issuer, string subject, Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("""
            INSERT INTO platform.federated_logins (tenant_id, issuer, subject, user_id, linked_at)
            SELECT u.tenant_id, $2, $3, u.id, $5 FROM platform.users u WHERE u.id = $4 AND u.tenant_id = $1
            ON CONFLICT DO NOTHING
            """);
        command.Parameters.Add(Text(tenant));
        command.Parameters.Add(Text(issuer));
        command.Parameters.Add(Text(subject));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(Grants.SqlMoment.Of(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public async Task<bool> UnlinkAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("DELETE FROM platform.federated_logins WHERE user_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }

    private static NpgsqlParameter Text(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };
}
