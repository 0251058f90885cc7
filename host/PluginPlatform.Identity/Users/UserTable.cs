using Microsoft.AspNetCore.Identity;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Users;

/// <summary>The statements of user administration.</summary>
internal sealed class UserTable(PlatformStorage storage, ILookupNormalizer normalizer)
{
    // A lock that never ends is what "deactivated" is: sign-in, sessions and circuits look at it already.
    private const string Columns = """
        SELECT u.id, u.user_name, u.display_name, u.tenant_id,
               array(SELECT r.name::text FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                     WHERE ur.user_id = u.id ORDER BY r.name),
               coalesce(u.lockout_end < '9000-01-01', true),
               (SELECT max(s.started_at) FROM platform.user_sessions s WHERE s.user_id = u.id)
        FROM platform.users u
        """;

    private const string Page = Columns + """

        WHERE ($1::text IS NULL OR u.tenant_id = $1)
          AND ($2 = '' OR strpos(u.normalized_user_name, upper($2)) > 0 OR strpos(upper(u.display_name), upper($2)) > 0)
          AND ($3::text IS NULL OR u.normalized_user_name COLLATE "C" > $3)
        ORDER BY u.normalized_user_name COLLATE "C" LIMIT $4
        """;

    private const string One = Columns + """

        WHERE ($1::text IS NULL OR u.tenant_id = $1) AND (u.id = $2 OR u.normalized_user_name = $3)
        """;

    public async Task<IReadOnlyList<UserEntry>> ListAsync(
        string? tenant, string search, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(Page);
        command.Parameters.Add(Text(tenant));
        command.Parameters.Add(Text(search));
        command.Parameters.Add(Text(after is null ? null : normalizer.NormalizeName(after)));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        return await ReadAsync(command, cancellationToken);
    }

    /// <param name="connection">Of a transaction under way, or null.</param>
    /// <param name="tenant">Only of this tenant, or null.</param>
    /// <param name="user">Id or user name.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<UserEntry?> FindAsync(NpgsqlConnection? connection, string? tenant, string user, CancellationToken cancellationToken)
    {
        await using var command = connection is null ? storage.Kernel.CreateCommand(One) : new NpgsqlCommand(One, connection);
        command.Parameters.Add(Text(tenant));
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = Guid.TryParse(user, out var id) ? id : Guid.Empty });
        command.Parameters.Add(Text(normalizer.NormalizeName(user)));
        var found = await ReadAsync(command, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public static async Task ActivateAsync(NpgsqlConnection connection, Guid user, bool active, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("UPDATE platform.users SET lockout_end = CASE WHEN $2 THEN NULL ELSE timestamptz '9999-12-31 00:00+00' END WHERE id = $1")
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = user }, new NpgsqlParameter<bool> { TypedValue = active } },
        });
        batch.BatchCommands.Add(new("UPDATE platform.user_sessions SET ended_at = $3 WHERE user_id = $1 AND ended_at IS NULL AND NOT $2")
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = user }, new NpgsqlParameter<bool> { TypedValue = active },
                new NpgsqlParameter<DateTime> { TypedValue = now.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<string?> PersonAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("SELECT fhir_user FROM platform.users WHERE id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    public static async Task LinkAsync(NpgsqlConnection connection, Guid user, string? person, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("UPDATE platform.users SET fhir_user = $2 WHERE id = $1", connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(Text(person));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task SetRolesAsync(NpgsqlConnection connection, Guid user, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[]
        {
            "DELETE FROM platform.user_roles ur USING platform.roles r WHERE ur.user_id = $1 AND r.id = ur.role_id AND r.name <> ALL ($2)",
            "INSERT INTO platform.user_roles (user_id, role_id) SELECT $1, r.id FROM platform.roles r WHERE r.name = ANY ($2) ON CONFLICT DO NOTHING",
        })
        {
            batch.BatchCommands.Add(new(sql)
            {
                Parameters = { new NpgsqlParameter<Guid> { TypedValue = user }, new NpgsqlParameter<string[]> { TypedValue = [.. roles] } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether another active user of an active tenant runs the platform. Takes a lock, so that two changes at once cannot each spare the other.</summary>
    public static async Task<bool> AnotherSuperAdminAsync(NpgsqlConnection connection, Guid besides, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("SELECT pg_advisory_xact_lock(hashtextextended('platform.super_admins', 0))"));
        batch.BatchCommands.Add(new("""
            SELECT EXISTS (
                SELECT FROM platform.users u JOIN platform.tenant t ON t.id = u.tenant_id AND t.state = 'active'
                JOIN platform.user_roles ur ON ur.user_id = u.id JOIN platform.roles r ON r.id = ur.role_id
                WHERE r.name = 'super_admin' AND u.id <> $1 AND coalesce(u.lockout_end < '9000-01-01', true))
            """) { Parameters = { new NpgsqlParameter<Guid> { TypedValue = besides } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken) && reader.GetBoolean(0);
    }

    private static async Task<List<UserEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var users = new List<UserEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            users.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<string[]>(4),
                reader.GetBoolean(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6)));
        }

        return users;
    }

    private static NpgsqlParameter Text(string? value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)value ?? DBNull.Value };
}
