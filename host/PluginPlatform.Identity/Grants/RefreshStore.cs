using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Grants;

/// <summary>Refresh tokens. Each is good once; all of one grant are a family.</summary>
internal sealed class RefreshStore(PlatformStorage storage, TimeProvider time)
{
    /// <param name="grant">Under which.</param>
    /// <param name="thumbprint">Of the key it is bound to, or null.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    public async Task<string> IssueAsync(Grant grant, string? thumbprint, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Make();
        await using var command = storage.Kernel.CreateCommand(
            "INSERT INTO platform.refresh_tokens (token_hash, grant_id, created_at, expires_at, key_thumbprint) VALUES ($1, $2, $3, $4, $5)");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(token) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = grant.Id });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        command.Parameters.Add(SqlMoment.Of(grant.ExpiresAt));
        command.Parameters.Add(new() { Value = (object?)thumbprint ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return token;
    }

    /// <summary>Looks without using it up. Null for what was never issued.</summary>
    public async Task<SeenRefreshToken?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > OpaqueToken.Longest)
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT r.grant_id, g.client_id, r.used_at IS NOT NULL, r.expires_at, r.key_thumbprint
            FROM platform.refresh_tokens r JOIN platform.grants g ON g.id = r.grant_id WHERE r.token_hash = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(token) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3), reader.IsDBNull(4) ? null : reader.GetString(4))
            : null;
    }

    /// <summary>Uses the token up. False when it was used before: of two who come at once, one.</summary>
    public async Task<bool> UseAsync(string token, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.refresh_tokens SET used_at = $2 WHERE token_hash = $1 AND used_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(token) });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }
}
