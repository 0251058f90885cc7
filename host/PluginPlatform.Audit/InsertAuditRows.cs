using Npgsql;

namespace PluginPlatform.Audit;

/// <summary>Inserts any number of rows with one statement of constant text: one round trip, one commit, one plan.</summary>
internal static class InsertAuditRows
{
    // unnest flattens arrays of arrays, so lists travel as text.
    private const string Statement = """
        INSERT INTO platform.audit_event (
            id, at, tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version,
            operation, request_id, outcome, detail)
        SELECT id, at, tenant, kind, actor, name, action, string_to_array(kinds, E'\x1f'), string_to_array(subjects, E'\x1f'),
            purpose, plugin, version, operation, request, outcome, detail
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            AS r (id, at, tenant, kind, actor, name, action, kinds, subjects, purpose, plugin, version, operation, request,
                outcome, detail)
        """;

    public static async Task RunAsync(
        NpgsqlDataSource kernel, List<PendingRow> rows, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Statement);
        command.Parameters.Add(Column(rows, r => r.Id));
        command.Parameters.Add(Column(rows, r => r.At));
        Func<AuditRow, string?>[] texts =
        [
            r => r.Tenant,
            r => r.ActorKind,
            r => r.ActorId,
            r => r.ActorName,
            r => r.Action,
            r => Join(r.Kinds),
            r => Join(r.Subjects),
            r => r.Purpose,
            r => r.Plugin,
            r => r.PluginVersion,
            r => r.Operation,
            r => r.RequestId,
            r => r.Outcome,
            r => r.Detail,
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
        1 => values[0],
        _ => string.Join(AuditText.Separator, values),
    };
}
