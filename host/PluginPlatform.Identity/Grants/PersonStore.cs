using System.Security.Claims;
using Microsoft.Extensions.Options;
using Npgsql;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Grants;

/// <summary>Who stands behind a session, looked up at the moment a right is handed on.</summary>
internal sealed class PersonStore(PlatformStorage storage, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    /// <summary>Null when there is no session, or it is over.</summary>
    public async Task<Person?> FindAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        if (principal.Identity is not { IsAuthenticated: true, AuthenticationType: PlatformSchemes.Session }
            || SessionPrincipal.KeyOf(principal) is not var (session, user))
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT u.user_name, u.display_name, u.tenant_id, u.security_stamp,
                   array(SELECT r.name::text FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                         WHERE ur.user_id = u.id),
                   s.started_at, s.expires_at
            FROM platform.user_sessions s
            JOIN platform.users u ON u.id = s.user_id
            JOIN platform.tenant t ON t.id = u.tenant_id AND t.state = 'active'
            WHERE s.id = $1 AND u.id = $2 AND s.ended_at IS NULL AND s.expires_at > $3 AND s.last_seen_at > $4
              AND (u.lockout_end IS NULL OR u.lockout_end <= $3)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = session });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow() - options.Value.SessionIdle));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken)
            || reader.GetString(3) != principal.FindFirst(PlatformClaims.Stamp)?.Value)
        {
            return null;
        }

        var account = new Account(
            user, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<string[]>(4));
        return new(account, session, reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6));
    }
}
