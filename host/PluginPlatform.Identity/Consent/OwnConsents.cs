using System.Security.Claims;
using Npgsql;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Consent;

/// <summary>What the user who asks has let clients do, and taking it back.</summary>
public sealed class OwnConsents
{
    private const int Most = 100;

    private readonly PlatformStorage _storage;
    private readonly TimeProvider _time;

    internal OwnConsents(PlatformStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>The clients, by name; at most 100.</summary>
    /// <param name="principal">The signed-in user; anybody else has none.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<IReadOnlyList<ConsentLine>> ListAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var lines = new List<ConsentLine>();
        if (SessionPrincipal.KeyOf(principal) is not var (_, user))
        {
            return lines;
        }

        await using var command = _storage.Kernel.CreateCommand("""
            SELECT c.client_id, coalesce(nullif(k.name, ''), k.id), c.scopes, c.given_at
            FROM platform.consents c JOIN platform.clients k ON k.id = c.client_id WHERE c.user_id = $1 ORDER BY 2, 1 LIMIT $2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Most });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            lines.Add(new(row.GetString(0), row.GetString(1), row.GetFieldValue<string[]>(2), row.GetFieldValue<DateTimeOffset>(3)));
        }

        return lines;
    }

    /// <summary>Takes back what a client was let do: it is asked about again, and everything it holds for the user ends at once.</summary>
    internal async Task<bool> WithdrawAsync(Guid user, string client, CancellationToken cancellationToken)
    {
        await using var command = _storage.Kernel.CreateCommand("""
            WITH ended AS (
                UPDATE platform.grants SET revoked_at = $3, revoked_for = 'consent_withdrawn' WHERE user_id = $1 AND client_id = $2 AND revoked_at IS NULL)
            DELETE FROM platform.consents WHERE user_id = $1 AND client_id = $2
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = client });
        command.Parameters.Add(SqlMoment.Of(_time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
