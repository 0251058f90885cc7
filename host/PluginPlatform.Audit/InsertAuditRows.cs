using Npgsql;

namespace PluginPlatform.Audit;

/// <summary>Inserts any number of rows with one statement of constant text: one round trip, one commit, one plan.</summary>
internal static class InsertAuditRows
{
    // unnest flattens arrays of arrays, so lists travel as text.
    private const string Statement = """
        INSERT INTO platform.audit_event (
            at, tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version,
            operation, request_id, outcome, detail)
        SELECT at, tenant, kind, actor, name, action, string_to_array(kinds, E'\x1f'), string_to_array(subjects, E'\x1f'),
            purpose, plugin, version, operation, request, outcome, detail
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            AS r (at, tenant, kind, actor, name, action, kinds, subjects, purpose, plugin, version, operation, request,
                outcome, detail)
        """;

    public static async Task RunAsync(
        NpgsqlDataSource kernel, List<PendingRow> rows, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Statement);
        command.Parameters.Add(Column(rows, r => r.At.ToUniversalTime()));
        Func<AuditRow, string?>[] texts =
        [
            r => AuditText.Clean(r.Tenant),
            r => AuditText.Clean(r.ActorKind),
            r => AuditText.Clean(r.ActorId),
            r => AuditText.Clean(r.ActorName),
            r => AuditText.Clean(r.Action),
            r => Join(r.Kinds),
            r => Join(r.Subjects),
            r => AuditText.Clean(r.Purpose),
            r => AuditText.Clean(r.Plugin),
            r => AuditText.Clean(r.PluginVersion),
            r => AuditText.Clean(r.Operation),
            r => AuditText.Clean(r.RequestId),
            r => AuditText.Clean(r.Outcome),
            r => AuditText.Clean(r.Detail),
        ];
        foreach (var text in texts)
        {
            command.Parameters.Add(Column(rows, text));
        }

        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlParameter<T[]> Column<T>(List<PendingRow> rows, Func<AuditRow, T> value)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i].Row);
        }

        return new() { TypedValue = values };
    }

    private static string Join(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "",
        1 => AuditText.Clean(values[0])!,
        _ => string.Join(AuditText.Separator, values.Select(AuditText.Clean)),
    };
}
