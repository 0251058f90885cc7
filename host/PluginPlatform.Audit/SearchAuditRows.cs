using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit;

internal static class SearchAuditRows
{
    private const string Statement = $"""
        SELECT {RowEncoding.Columns} FROM platform.audit_event
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
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static NpgsqlParameter Nullable(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    /// <param name="reader">At a row of <see cref="RowEncoding.Columns"/>.</param>
    public static AuditRow Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        At = reader.GetFieldValue<DateTimeOffset>(1),
        Tenant = reader.GetString(2),
        ActorKind = reader.GetString(3),
        ActorId = reader.GetString(4),
        ActorName = Text(reader, 5),
        Action = reader.GetString(6),
        Kinds = reader.GetFieldValue<string[]>(7),
        Subjects = reader.GetFieldValue<string[]>(8),
        Purpose = reader.GetString(9),
        Plugin = reader.GetString(10),
        PluginVersion = Text(reader, 11),
        Operation = reader.GetString(12),
        RequestId = reader.GetString(13),
        Outcome = reader.GetString(14),
        Detail = Text(reader, 15),
    };

    private static string? Text(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
