using Mpi.Linking;
using Npgsql;

namespace Mpi.Storing;

internal static class WriteGoldenRecords
{
    private const string Move =
        """
        UPDATE person p SET golden_record_id = t.golden FROM unnest($1::text[], $2::uuid[]) AS t (id, golden)
        WHERE p.patient_id = t.id
        """;

    public static async Task Async(NpgsqlConnection connection, Regrouping regrouping, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (regrouping.Moved.Count > 0)
        {
            batch.BatchCommands.Add(Sql.Command(
                Move, Sql.Value(regrouping.Moved.Select(m => m.PatientId).ToArray()), Sql.Value(regrouping.Moved.Select(m => m.Now!.Value).ToArray())));
        }

        if (regrouping.Created.Count > 0)
        {
            batch.BatchCommands.Add(Sql.Command(
                "INSERT INTO golden_record (id, created_at) SELECT unnest($1::uuid[]), $2", Sql.Value(regrouping.Created.ToArray()), Sql.Value(now)));
        }

        if (regrouping.Emptied.Count > 0)
        {
            batch.BatchCommands.Add(Sql.Command("DELETE FROM golden_record WHERE id = ANY ($1)", Sql.Value(regrouping.Emptied.ToArray())));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
