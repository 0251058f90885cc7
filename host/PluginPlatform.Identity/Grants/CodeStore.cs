using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Grants;

/// <summary>Authorization codes.</summary>
internal sealed class CodeStore(PlatformStorage storage, GrantStore grants, TimeProvider time)
{
    /// <summary>RFC 6749 section 4.1.2 advises at most ten minutes; a client that redeems at once needs seconds.</summary>
    public static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(60);

    /// <summary>Writes the grant and a code for it, both or neither.</summary>
    public async Task<string> IssueAsync(NewGrant grant, string redirectUri, string challenge, string? thumbprint, CancellationToken cancellationToken)
    {
        var code = OpaqueToken.Make();
        await using var batch = storage.Kernel.CreateBatch();
        batch.BatchCommands.Add(grants.Start(grant, out var id));
        var insert = new NpgsqlBatchCommand(
            """
            INSERT INTO platform.authorization_codes (code_hash, grant_id, redirect_uri, code_challenge, expires_at, key_thumbprint)
            VALUES ($1, $2, $3, $4, $5, $6)
            """);
        insert.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(code) });
        insert.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = redirectUri });
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = challenge });
        insert.Parameters.Add(SqlMoment.Of(time.GetUtcNow() + GoodFor));
        insert.Parameters.Add(new() { Value = (object?)thumbprint ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar });
        batch.BatchCommands.Add(insert);
        batch.BatchCommands.Add(grants.Purge());
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return code;
    }

    /// <summary>
    /// Uses the code up: of two who come at once one gets it. The other one, and whoever comes later, is told which grant it
    /// belonged to. Null for what was never issued.
    /// </summary>
    public async Task<TakenCode?> TakeAsync(string code, CancellationToken cancellationToken)
    {
        if (code.Length > OpaqueToken.Longest)
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(
            """
            WITH taken AS (
                UPDATE platform.authorization_codes SET redeemed_at = $2
                WHERE code_hash = $1 AND redeemed_at IS NULL RETURNING code_hash)
            SELECT c.grant_id, c.redirect_uri, c.code_challenge, c.expires_at > $2, EXISTS (SELECT FROM taken), c.key_thumbprint
            FROM platform.authorization_codes c WHERE c.code_hash = $1
            """);
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = OpaqueToken.HashOf(code) });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3), reader.GetBoolean(4), reader.IsDBNull(5) ? null : reader.GetString(5))
            : null;
    }
}
