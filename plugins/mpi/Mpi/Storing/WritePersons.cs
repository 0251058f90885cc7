using Mpi.Indexing;
using Mpi.Linking;
using Npgsql;

namespace Mpi.Storing;

/// <summary>What is written about persons.</summary>
internal sealed record PersonWrites(ChangeSet Changes, IReadOnlyDictionary<string, long[]> Keys, Linkage Linkage, DateTimeOffset Now);

/// <summary>Writes persons and keys, takes back their pairs, and finds who shares a key: one round trip.</summary>
internal static class WritePersons
{
    private const string Upsert =
        """
        INSERT INTO person (patient_id, version, features, basis, scored_at)
        SELECT id, version, features, $4, $5 FROM unnest($1::text[], $2::integer[], $3::bytea[]) AS t (id, version, features)
        ON CONFLICT (tenant_id, patient_id) DO UPDATE
        SET version = excluded.version, features = excluded.features, basis = excluded.basis, scored_at = excluded.scored_at
        WHERE person.version <= excluded.version
        """;

    private const string NoteVersion =
        """
        UPDATE person p SET version = t.version FROM unnest($1::text[], $2::integer[]) AS t (id, version)
        WHERE p.patient_id = t.id AND p.version < t.version
        """;

    private const string InsertKeys =
        "INSERT INTO blocking_key (patient_id, key) SELECT id, key FROM unnest($1::text[], $2::bigint[]) AS t (id, key)";

    // Stops at one more than the cap: a key held by half the register costs no more than any other.
    private const string FindHolders =
        """
        SELECT key, patient_id FROM (
            SELECT w.key, h.patient_id, count(*) OVER (PARTITION BY w.key) AS holders
            FROM (SELECT DISTINCT unnest($1::bigint[]) AS key) w
            CROSS JOIN LATERAL (SELECT b.patient_id FROM blocking_key b WHERE b.key = w.key LIMIT $2 + 1) h) f
        WHERE holders BETWEEN 2 AND $2
        """;

    public static async Task<FoundCandidates> AndFindAsync(NpgsqlConnection connection, PersonWrites writes, CancellationToken cancellationToken)
    {
        var (scored, unmoved, removed) = writes.Changes;
        string[] gone = [.. removed.Select(p => p.Id)];
        string[] renewed = [.. scored.Select(p => p.Id).Concat(gone)];
        var keys = writes.Keys.SelectMany(p => p.Value, (p, key) => (p.Key, Value: key)).ToList();
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                Sql.Command("DELETE FROM blocking_key WHERE patient_id = ANY ($1)", Sql.Value(renewed)),
                Sql.Command("DELETE FROM person WHERE patient_id = ANY ($1)", Sql.Value(gone)),
                Sql.Command(NoteVersion, Sql.Value(Ids(unmoved)), Sql.Value(Versions(unmoved))),
                Sql.Command(
                    Upsert, Sql.Value(Ids(scored)), Sql.Value(Versions(scored)), Sql.Value(scored.Select(p => p.Json).ToArray()),
                    Sql.Value(writes.Linkage.Basis), Sql.Value(writes.Now)),
                Sql.Command(InsertKeys, Sql.Value(keys.ConvertAll(k => k.Key).ToArray()), Sql.Value(keys.ConvertAll(k => k.Value).ToArray())),
                Sql.Command("DELETE FROM link WHERE first_id = ANY ($1) RETURNING first_id, second_id", Sql.Value(renewed)),
                Sql.Command("DELETE FROM link WHERE second_id = ANY ($1) RETURNING first_id, second_id", Sql.Value(renewed)),
                Sql.Command(FindHolders, Sql.Value(keys.ConvertAll(k => k.Value).ToArray()), Sql.Value((long)writes.Linkage.MostPersonsPerKey)),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var former = await Sql.RowsAsync(rows, Pair, cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        former.AddRange(await Sql.RowsAsync(rows, Pair, cancellationToken));
        await rows.NextResultAsync(cancellationToken);
        var holders = await Sql.RowsAsync(rows, row => (Key: row.GetInt64(0), Id: row.GetString(1)), cancellationToken);
        return new(former, holders.ToLookup(h => h.Key, h => h.Id));
    }

    private static string[] Ids(IReadOnlyList<IndexedPerson> persons) => [.. persons.Select(p => p.Id)];

    private static int[] Versions(IReadOnlyList<IndexedPerson> persons) => [.. persons.Select(p => p.Version)];

    private static (string First, string Second) Pair(NpgsqlDataReader row) => (row.GetString(0), row.GetString(1));
}
