using System.Security.Claims;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Sessions;

/// <summary>A row per sign-in. The cookie is believed between two looks at it, <see cref="PlatformIdentityOptions.Revalidation"/> apart.</summary>
internal sealed class SessionStore(PlatformStorage storage, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    // Ended sessions stay this long for the administrator to see.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>Begins a session under a fresh id, so that nothing planted before sign-in lives on in it.</summary>
    public async Task<ClaimsPrincipal> BeginAsync(Account account, SessionOrigin origin, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = Guid.CreateVersion7(now);
        await using var batch = storage.Kernel.CreateBatch();
        var begin = new NpgsqlBatchCommand(
            """
            INSERT INTO platform.user_sessions
                (id, user_id, started_at, last_seen_at, expires_at, network, browser, system, method)
            VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8)
            """);
        begin.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        begin.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account.Id });
        begin.Parameters.Add(At(now));
        begin.Parameters.Add(At(now + options.Value.SessionLifetime));
        begin.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin.Network });
        begin.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin.Browser });
        begin.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin.System });
        begin.Parameters.Add(new NpgsqlParameter<string> { TypedValue = origin.Method });
        batch.BatchCommands.Add(begin);
        var purge = new NpgsqlBatchCommand("DELETE FROM platform.user_sessions WHERE expires_at < $1");
        purge.Parameters.Add(At(now - Kept));
        batch.BatchCommands.Add(purge);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return SessionPrincipal.Of(account, session);
    }

    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionPrincipal.KeyOf(principal) is var (session, user))
        {
            await EndAsync(user, session, cancellationToken);
        }
    }

    /// <summary>False when the user has no such session, or it is over.</summary>
    public async Task<bool> EndAsync(Guid user, Guid session, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.user_sessions SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(At(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <summary>Ends a user's sessions, all or all but one. Returns how many lived.</summary>
    public async Task<int> EndAllAsync(Guid user, Guid? but, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.user_sessions SET ended_at = $3 WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL AND expires_at > $3");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = but ?? Guid.Empty });
        command.Parameters.Add(At(time.GetUtcNow()));
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A user's sessions that live, the latest used first.</summary>
    public async Task<IReadOnlyList<SessionLine>> ListAsync(Guid user, Guid present, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT id, started_at, last_seen_at, network, browser, system, method FROM platform.user_sessions
            WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2 AND last_seen_at > $3
            ORDER BY last_seen_at DESC, id LIMIT 100
            """);
        var now = time.GetUtcNow();
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(At(now));
        command.Parameters.Add(At(now - options.Value.SessionIdle));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<SessionLine>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(new(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetString(3),
                reader.GetString(4), reader.GetString(5), reader.GetString(6), reader.GetGuid(0) == present));
        }

        return lines;
    }

    /// <summary>The principal as the database says now; null when the session is over: ended, idle, expired, its tenant suspended, its user locked, gone,
    /// or given a new password (security stamp) since.</summary>
    /// <param name="principal">A session's.</param>
    /// <param name="seen">Whether its user did something since the last look: an idle session ends.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal principal, bool seen, CancellationToken cancellationToken)
    {
        if (SessionPrincipal.KeyOf(principal) is not var (session, user))
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(
            """
            WITH s AS (
                UPDATE platform.user_sessions SET last_seen_at = CASE WHEN $5 THEN $3 ELSE last_seen_at END
                WHERE id = $1 AND user_id = $2 AND ended_at IS NULL AND expires_at > $3 AND last_seen_at > $4
                RETURNING user_id)
            SELECT u.user_name, u.display_name, u.tenant_id, u.security_stamp,
                   array(SELECT r.name::text FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                         WHERE ur.user_id = u.id),
                   u.fhir_user
            FROM s
            JOIN platform.users u ON u.id = s.user_id
            JOIN platform.tenant t ON t.id = u.tenant_id AND t.state = 'active'
            WHERE u.lockout_end IS NULL OR u.lockout_end <= $3
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        var now = time.GetUtcNow();
        command.Parameters.Add(At(now));
        command.Parameters.Add(At(now - options.Value.SessionIdle));
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = seen });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var account = new Account(
            user, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<string[]>(4))
        {
            FhirUser = reader.IsDBNull(5) ? null : reader.GetString(5),
        };
        return account.Stamp == principal.FindFirst(PlatformClaims.Stamp)?.Value ? SessionPrincipal.Of(account, session) : null;
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
