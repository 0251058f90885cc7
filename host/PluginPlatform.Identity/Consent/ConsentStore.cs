using Npgsql;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Consent;

/// <summary>What people have agreed to, per client.</summary>
internal sealed class ConsentStore(PlatformStorage storage, TimeProvider time)
{
    public async Task<bool> CoversAsync(Guid user, string client, ScopeSet scopes, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "SELECT EXISTS (SELECT FROM platform.consents WHERE user_id = $1 AND client_id = $2 AND scopes @> $3)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = scopes.Text.Split(' ') });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Adds to what was agreed to before.</summary>
    public async Task RememberAsync(Guid user, string client, ScopeSet scopes, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            INSERT INTO platform.consents AS c (user_id, client_id, scopes, given_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (user_id, client_id) DO UPDATE SET given_at = $4,
                scopes = array(SELECT DISTINCT s FROM unnest(c.scopes || excluded.scopes) s ORDER BY s)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = scopes.Text.Split(' ') });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
