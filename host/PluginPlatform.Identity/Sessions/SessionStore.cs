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
    public async Task<ClaimsPrincipal> BeginAsync(Account account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = Guid.CreateVersion7(now);
        await using var batch = storage.Kernel.CreateBatch();
        var begin = new NpgsqlBatchCommand(
            "INSERT INTO platform.user_sessions (id, user_id, started_at, expires_at) VALUES ($1, $2, $3, $4)");
        begin.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        begin.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = account.Id });
        begin.Parameters.Add(At(now));
        begin.Parameters.Add(At(now + options.Value.SessionLifetime));
        batch.BatchCommands.Add(begin);
        var purge = new NpgsqlBatchCommand("DELETE FROM platform.user_sessions WHERE expires_at < $1");
        purge.Parameters.Add(At(now - Kept));
        batch.BatchCommands.Add(purge);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return SessionPrincipal.Of(account, session);
    }

    public async Task EndAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionPrincipal.KeyOf(principal) is not var (session, user))
        {
            return;
        }

        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.user_sessions SET ended_at = $3 WHERE id = $1 AND user_id = $2 AND ended_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(At(time.GetUtcNow()));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The principal as the database says now; null when the session is over: ended, expired, its tenant suspended, its user locked, gone,
    /// or given a new password (security stamp) since.</summary>
    public async Task<ClaimsPrincipal?> RefreshAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (SessionPrincipal.KeyOf(principal) is not var (session, user))
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT u.user_name, u.display_name, u.tenant_id, u.security_stamp,
                   array(SELECT r.name::text FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                         WHERE ur.user_id = u.id)
            FROM platform.user_sessions s
            JOIN platform.users u ON u.id = s.user_id
            JOIN platform.tenant t ON t.id = u.tenant_id AND t.state = 'active'
            WHERE s.id = $1 AND u.id = $2 AND s.ended_at IS NULL AND s.expires_at > $3
              AND (u.lockout_end IS NULL OR u.lockout_end <= $3)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(At(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var account = new Account(
            user, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<string[]>(4));
        return account.Stamp == principal.FindFirst(PlatformClaims.Stamp)?.Value ? SessionPrincipal.Of(account, session) : null;
    }

    private static NpgsqlParameter<DateTime> At(DateTimeOffset moment) =>
        new() { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
