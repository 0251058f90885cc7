using Npgsql;
using NpgsqlTypes;

namespace PluginPlatform.Audit;

internal static class SearchAuditRows
{
    private const string Statement = """
        SELECT at, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version, operation,
            request_id, outcome, detail
        FROM platform.audit_event
        WHERE tenant_id = $1
          AND ($2::text IS NULL OR subjects @> ARRAY[$2])
          AND ($3::text IS NULL OR actor_id = $3)
          AND at >= coalesce($4, '-infinity'::timestamptz) AND at < coalesce($5, 'infinity'::timestamptz)
        ORDER BY at DESC, id DESC
        LIMIT $6
        """;

    public static async Task<IReadOnlyList<AuditRow>> RunAsync(
        NpgsqlDataSource kernel,
        string tenant,
        string? subject,
        string? actor,
        DateTimeOffset? from,
        DateTimeOffset? to,
        int limit,
        CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Statement);
        command.Parameters.Add(Nullable(NpgsqlDbType.Text, tenant));
        command.Parameters.Add(Nullable(NpgsqlDbType.Text, subject));
        command.Parameters.Add(Nullable(NpgsqlDbType.Text, actor));
        command.Parameters.Add(Nullable(NpgsqlDbType.TimestampTz, from?.ToUniversalTime()));
        command.Parameters.Add(Nullable(NpgsqlDbType.TimestampTz, to?.ToUniversalTime()));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        var rows = new List<AuditRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(Read(reader, tenant));
        }

        return rows;
    }

    private static NpgsqlParameter Nullable(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static AuditRow Read(NpgsqlDataReader reader, string tenant) => new()
    {
        Tenant = tenant,
        At = reader.GetFieldValue<DateTimeOffset>(0),
        ActorKind = reader.GetString(1),
        ActorId = reader.GetString(2),
        ActorName = Text(reader, 3),
        Action = reader.GetString(4),
        Kinds = reader.GetFieldValue<string[]>(5),
        Subjects = reader.GetFieldValue<string[]>(6),
        Purpose = reader.GetString(7),
        Plugin = reader.GetString(8),
        PluginVersion = Text(reader, 9),
        Operation = reader.GetString(10),
        RequestId = reader.GetString(11),
        Outcome = reader.GetString(12),
        Detail = Text(reader, 13),
    };

    private static string? Text(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
