using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Grants;

/// <summary>The table of grants.</summary>
internal sealed class GrantStore(PlatformStorage storage, IOptions<PlatformIdentityOptions> options, TimeProvider time)
{
    // Ended grants stay this long, so that a reused token is still recognised and the administrator can look.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>The statement that writes a grant, for a batch with what hangs on it; and the grant's id.</summary>
    public NpgsqlBatchCommand Start(NewGrant grant, out Guid id)
    {
        var now = time.GetUtcNow();
        id = Guid.CreateVersion7(now);
        var offline = grant.Scopes.Has(PlainScopes.OfflineAccess);

        // Without offline_access the session's end is the grant's end.
        var expires = offline ? now + options.Value.RefreshTokenLifetime : grant.Person.SessionEnds;
        var command = new NpgsqlBatchCommand(
            """
            INSERT INTO platform.grants (id, tenant_id, client_id, user_id, session_id, security_stamp, scopes, offline, nonce,
                authenticated_at, created_at, expires_at, patient, banner_shown)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
            """);
        var p = command.Parameters;
        p.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        p.Add(new NpgsqlParameter<string> { TypedValue = grant.Client.Tenant });
        p.Add(new NpgsqlParameter<string> { TypedValue = grant.Client.Id });
        p.Add(new NpgsqlParameter<Guid> { TypedValue = grant.Person.Account.Id });
        p.Add(new NpgsqlParameter<Guid> { TypedValue = grant.Person.Session });
        p.Add(new NpgsqlParameter<string> { TypedValue = grant.Person.Account.Stamp });
        p.Add(new NpgsqlParameter<string[]> { TypedValue = grant.Scopes.Text.Split(' ') });
        p.Add(new NpgsqlParameter<bool> { TypedValue = offline });
        p.Add(new NpgsqlParameter { Value = (object?)grant.Nonce ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(SqlMoment.Of(grant.Person.AuthenticatedAt));
        p.Add(SqlMoment.Of(now));
        p.Add(SqlMoment.Of(expires));
        p.Add(new NpgsqlParameter { Value = (object?)grant.Launch?.Patient ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        p.Add(new NpgsqlParameter<bool> { TypedValue = grant.Launch?.BannerShown ?? false });
        return command;
    }

    /// <summary>The statement that clears away what ended long ago.</summary>
    public NpgsqlBatchCommand Purge()
    {
        var command = new NpgsqlBatchCommand(
            "DELETE FROM platform.grants WHERE id IN (SELECT id FROM platform.grants WHERE expires_at < $1 LIMIT 100)");
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow() - Kept));
        return command;
    }

    /// <summary>The grant while it holds: not revoked, not over, its client and user as able as then. Null otherwise.</summary>
    public async Task<Grant?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT g.client_id, g.session_id, g.scopes, g.offline, g.nonce, g.authenticated_at, g.expires_at,
                   u.id, u.user_name, u.display_name, u.tenant_id, u.security_stamp, u.email, u.fhir_user,
                   array(SELECT r.name::text FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                         WHERE ur.user_id = u.id),
                   EXISTS (SELECT FROM platform.user_sessions s
                           WHERE s.id = g.session_id AND s.user_id = u.id AND s.ended_at IS NULL AND s.expires_at > $2),
                   g.patient, g.banner_shown
            FROM platform.grants g
            JOIN platform.users u ON u.id = g.user_id AND u.security_stamp = g.security_stamp
            JOIN platform.clients c ON c.id = g.client_id AND c.active AND c.tenant_id = g.tenant_id
            JOIN platform.tenant t ON t.id = g.tenant_id AND t.state = 'active' AND u.tenant_id = g.tenant_id
            WHERE g.id = $1 AND g.revoked_at IS NULL AND g.expires_at > $2
              AND (u.lockout_end IS NULL OR u.lockout_end <= $2)
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var grant = Read(id, reader);
        return grant.Offline || grant.SessionLives ? grant : null;
    }

    public async Task RevokeAsync(Guid id, string reason, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.grants SET revoked_at = $2, revoked_for = $3 WHERE id = $1 AND revoked_at IS NULL");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = id });
        command.Parameters.Add(SqlMoment.Of(time.GetUtcNow()));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = reason });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static Grant Read(Guid id, NpgsqlDataReader row)
    {
        _ = ScopeSet.TryParse(string.Join(' ', row.GetFieldValue<string[]>(2)), out var scopes);
        return new()
        {
            Id = id,
            ClientId = row.GetString(0),
            Session = row.GetGuid(1),
            Scopes = scopes,
            Offline = row.GetBoolean(3),
            Nonce = row.IsDBNull(4) ? null : row.GetString(4),
            AuthenticatedAt = row.GetFieldValue<DateTimeOffset>(5),
            ExpiresAt = row.GetFieldValue<DateTimeOffset>(6),
            User = new(
                row.GetGuid(7), row.GetString(8), row.GetString(9), row.GetString(10), row.GetString(11), row.GetFieldValue<string[]>(14))
            {
                FhirUser = row.IsDBNull(13) ? null : row.GetString(13),
            },
            Email = row.IsDBNull(12) ? null : row.GetString(12),
            SessionLives = row.GetBoolean(15),
            Launch = row.IsDBNull(16) ? null : new(row.GetString(16), row.GetBoolean(17)),
        };
    }
}
