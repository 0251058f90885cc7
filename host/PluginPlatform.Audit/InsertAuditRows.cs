using Npgsql;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit;

/// <summary>Inserts a seal and any number of its rows with one statement of constant text: one round trip, one commit, one plan.</summary>
internal static class InsertAuditRows
{
    // unnest flattens arrays of arrays, so lists travel as text.
    private const string Statement = $"""
        WITH added AS (
            INSERT INTO platform.audit_event ({RowEncoding.Columns})
            SELECT id, at, tenant, kind, actor, name, action, string_to_array(kinds, E'\x1f'), string_to_array(subjects, E'\x1f'),
                purpose, plugin, version, operation, request, outcome, detail
            FROM unnest($10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25)
                AS r (id, at, tenant, kind, actor, name, action, kinds, subjects, purpose, plugin, version, operation, request,
                    outcome, detail))
        INSERT INTO platform.audit_seal ({SealStore.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """;

    public static async Task RunAsync(
        NpgsqlDataSource kernel, AuditSeal seal, IReadOnlyList<PendingRow> rows, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Statement);
        foreach (var parameter in SealStore.Parameters(seal))
        {
            command.Parameters.Add(parameter);
        }

        AuditRow[] added = [.. rows.Select(r => r.Row).OfType<AuditRow>()];
        command.Parameters.Add(Column(added, r => r.Id));
        command.Parameters.Add(Column(added, r => r.At));
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
            command.Parameters.Add(Column(added, text));
        }

        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private static NpgsqlParameter<T[]> Column<T>(AuditRow[] rows, Func<AuditRow, T> value) =>
        new() { TypedValue = Array.ConvertAll(rows, new Converter<AuditRow, T>(value)) };

    private static string Join(IReadOnlyList<string> values) => values.Count switch
    {
        0 => "",
        1 => values[0],
        _ => string.Join(AuditText.Separator, values),
    };
}
