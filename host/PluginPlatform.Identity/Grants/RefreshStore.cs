using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Grants;

/// <summary>Refresh tokens. Each is good once; all of one grant are a family.</summary>
internal sealed class RefreshStore(PlatformStorage storage, TimeProvider time)
{
    public async Task<string> IssueAsync(Grant grant, CancellationToken cancellationToken)
    {
        var token = OpaqueToken.Make();
        await using var command = storage.Kernel.CreateCommand(
            "INSERT INTO platform.refresh_tokens (token_hash, grant_id, created_at, expires_at) VALUES ($1, $2, $3, $4)");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(token) });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = grant.Id });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        command.Parameters.Add(SqlMoment.Of(grant.ExpiresAt));
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
            SELECT r.grant_id, g.client_id, r.used_at IS NOT NULL, r.expires_at
            FROM platform.refresh_tokens r JOIN platform.grants g ON g.id = r.grant_id WHERE r.token_hash = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(token) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3))
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
