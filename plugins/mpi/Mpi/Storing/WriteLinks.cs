using System.Text.Json;
using Mpi.Engine.Normalising;
using Mpi.Engine.Scoring;
using Mpi.Linking;
using Npgsql;

namespace Mpi.Storing;

/// <summary>Writes kept pairs and loads every record that matching pairs connect with the affected ones: one round trip.</summary>
internal static class WriteLinks
{
    private const string Insert =
        """
        INSERT INTO link (first_id, second_id, probability, weight, is_match, rules, fields)
        SELECT first_id, second_id, probability, weight, is_match, rules, fields::jsonb
        FROM unnest($1::text[], $2::text[], $3::float8[], $4::float8[], $5::boolean[], $6::integer[], $7::text[])
            AS t (first_id, second_id, probability, weight, is_match, rules, fields)
        ON CONFLICT (tenant_id, first_id, second_id) DO NOTHING
        """;

    private const string Reach =
        """
        WITH RECURSIVE reach (id) AS (
            SELECT unnest($1::text[]) COLLATE "C"
            UNION
            SELECT n.id FROM reach r CROSS JOIN LATERAL (
                SELECT second_id FROM link WHERE first_id = r.id AND is_match
                UNION ALL SELECT first_id FROM link WHERE second_id = r.id AND is_match) AS n (id))
        """;

    private const string LoadMembers =
        Reach + " SELECT p.patient_id, p.golden_record_id, p.features FROM reach r JOIN person p ON p.patient_id = r.id ORDER BY p.patient_id";

    private const string LoadMatches =
        Reach + " SELECT l.first_id, l.second_id, l.weight FROM reach r JOIN link l ON l.first_id = r.id WHERE l.is_match";

    public static async Task<RecordGroups> AndLoadGroupsAsync(
        NpgsqlConnection connection, IReadOnlyList<ScoredPair> pairs, string[] affected, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        if (pairs.Count > 0)
        {
            batch.BatchCommands.Add(InsertCommand(pairs));
        }

        batch.BatchCommands.Add(Sql.Command(LoadMembers, Sql.Value(affected)));
        batch.BatchCommands.Add(Sql.Command(LoadMatches, Sql.Value(affected)));
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var members = await Sql.RowsAsync(
            rows,
            row => new GroupMember(row.GetString(0), row.IsDBNull(1) ? null : row.GetGuid(1), FeaturesJson.Read(row.GetFieldValue<byte[]>(2))),
            cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        var matches = await Sql.RowsAsync(
            rows, row => new MatchingPair(row.GetString(0), row.GetString(1), row.GetDouble(2)), cancellationToken);
        return new(members, matches);
    }

    private static NpgsqlBatchCommand InsertCommand(IReadOnlyList<ScoredPair> pairs) => Sql.Command(
        Insert,
        Sql.Value(pairs.Select(p => p.First).ToArray()),
        Sql.Value(pairs.Select(p => p.Second).ToArray()),
        Sql.Value(pairs.Select(p => Math.Round(p.Score.Probability, 6)).ToArray()),
        Sql.Value(pairs.Select(p => Math.Round(p.Score.Weight, 3)).ToArray()),
        Sql.Value(pairs.Select(p => p.Score.Decision == MatchDecision.Match).ToArray()),
        Sql.Value(pairs.Select(p => (int)p.Score.Rules).ToArray()),
        Sql.Value(pairs.Select(p => Fields(p.Score)).ToArray()));

    private static string Fields(PairScore score) => JsonSerializer.Serialize(
        score.Contributions.ToDictionary(
            c => CamelCase.Of(c.Field), c => new StoredField(CamelCase.Of(c.Level), Math.Round(c.Weight, 3)), StringComparer.Ordinal),
        StoredFieldJson.Default.DictionaryStringStoredField);
}
