using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>The statements of tenant administration.</summary>
internal sealed class TenantTable(PlatformStorage storage, TimeProvider time)
{
    private const string Columns = """
        SELECT t.id, t.name, t.state, t.created_at, t.changed_at,
               (SELECT count(*) FROM platform.users u WHERE u.tenant_id = t.id),
               (SELECT count(*) FROM platform.clients c WHERE c.tenant_id = t.id),
               t.hosts, t.care_team, t.break_glass_minutes, t.break_glass_over_consent
        FROM platform.tenant t
        """;

    public async Task<IReadOnlyList<TenantEntry>> ListAsync(CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(Columns + " ORDER BY t.id");
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<TenantEntry?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (!TenantId.IsValid(id))
        {
            return null;
        }

        await using var command = storage.Kernel.CreateCommand(Columns + " WHERE t.id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return await ReadAsync(command, cancellationToken) is [var found] ? found : null;
    }

    /// <returns>False when its state is none of <paramref name="from"/> any more.</returns>
    public async Task<bool> MoveAsync(string id, string[] from, string to, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.tenant SET state = $3, changed_at = $4 WHERE id = $1 AND state = ANY ($2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = from });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = to });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = time.GetUtcNow().UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    /// <returns>False when a host name belongs to another tenant.</returns>
    public async Task<bool> SetAsync(string id, TenantSettings settings, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand("""
            UPDATE platform.tenant SET hosts = $2, care_team = $3, break_glass_minutes = $4, break_glass_over_consent = $5
            WHERE id = $1 AND NOT EXISTS (SELECT FROM platform.tenant o WHERE o.id <> $1 AND o.hosts && $2)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. settings.Hosts] });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = settings.CareTeam });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = settings.BreakGlassMinutes });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = settings.BreakGlassOverConsent });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    private static async Task<List<TenantEntry>> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var tenants = new List<TenantEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            tenants.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4), reader.GetInt64(5), reader.GetInt64(6),
                new(reader.GetFieldValue<string[]>(7), reader.GetBoolean(8), reader.GetInt32(9), reader.GetBoolean(10))));
        }

        return tenants;
    }
}
