using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit;

internal static class SearchAuditRows
{
    private const string Rest = """
              ($1::text IS NULL OR subjects @> ARRAY[$1])
          AND ($2::text IS NULL OR actor_id = $2 OR actor_name = $2)
          AND at >= coalesce($3, '-infinity'::timestamptz) AND at < coalesce($4, 'infinity'::timestamptz)
          AND ($5::text IS NULL OR action = $5)
          AND ($6::text IS NULL OR outcome = $6)
          AND ($7::text IS NULL OR purpose = $7)
          AND (at, id) < (coalesce($8, 'infinity'::timestamptz), coalesce($9, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
          AND ($11::uuid IS NULL OR id = $11)
          AND ($12::text IS NULL OR starts_with(lower(actor_name), lower($12)))
          AND ($13::text[] IS NULL OR action = ANY ($13))
          AND ($14::text[] IS NULL OR action <> ALL ($14))
          AND ($15::text[] IS NULL OR outcome = ANY ($15))
        ORDER BY at DESC, id DESC
        LIMIT $10
        """;

    // Two statements, so that a plan for any parameters still uses the index by tenant.
    private const string OfAll = $"SELECT {RowEncoding.Columns} FROM platform.audit_event WHERE {Rest}";
    private const string OfOne = $"SELECT {RowEncoding.Columns} FROM platform.audit_event WHERE tenant_id = $16 AND {Rest}";

    public static async Task<IReadOnlyList<AuditRow>> RunAsync(NpgsqlDataSource kernel, AuditQuery query, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(query.Tenant is null ? OfAll : OfOne);
        command.Parameters.Add(Optional(query.Subject));
        command.Parameters.Add(Optional(query.Actor));
        command.Parameters.Add(Nullable(NpgsqlDbType.TimestampTz, query.From?.ToUniversalTime()));
        command.Parameters.Add(Nullable(NpgsqlDbType.TimestampTz, query.To?.ToUniversalTime()));
        command.Parameters.Add(Optional(query.Action));
        command.Parameters.Add(Optional(query.Outcome));
        command.Parameters.Add(Optional(query.Purpose));
        command.Parameters.Add(Nullable(NpgsqlDbType.TimestampTz, query.After?.At.ToUniversalTime()));
        command.Parameters.Add(Nullable(NpgsqlDbType.Uuid, query.After?.Id));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = query.Limit });
        command.Parameters.Add(Nullable(NpgsqlDbType.Uuid, query.Id));
        command.Parameters.Add(Optional(query.ActorName));
        command.Parameters.Add(List(query.Actions));
        command.Parameters.Add(List(query.OtherThan));
        command.Parameters.Add(List(query.Outcomes));
        if (query.Tenant is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = AuditText.Clean(query.Tenant) });
        }

        var rows = new List<AuditRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

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

    private static NpgsqlParameter Optional(string? text) => Nullable(NpgsqlDbType.Text, text is null ? null : AuditText.Clean(text));

    private static NpgsqlParameter List(IReadOnlyList<string>? texts) => Nullable(NpgsqlDbType.Array | NpgsqlDbType.Text, texts?.Select(AuditText.Clean).ToArray());

    private static NpgsqlParameter Nullable(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };

    private static string? Text(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
