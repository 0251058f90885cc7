using System.Text.Json;
using Mpi.Contracts.Identity;
using Mpi.Engine.Comparing;
using Mpi.Engine.Deciding;
using Mpi.Storing;
using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace Mpi.Querying;

/// <summary>What the index holds about one patient, in one statement.</summary>
internal static class LoadIdentity
{
    private const string Select =
        """
        SELECT p.golden_record_id, p.scored_at,
            (SELECT count(*) FROM person m WHERE m.golden_record_id = p.golden_record_id),
            l.other_id, l.probability, l.weight, l.is_match, l.rules, l.fields::text, o.golden_record_id = p.golden_record_id
        FROM person p
        LEFT JOIN LATERAL (
            SELECT second_id, probability, weight, is_match, rules, fields FROM link WHERE first_id = p.patient_id
            UNION ALL
            SELECT first_id, probability, weight, is_match, rules, fields FROM link WHERE second_id = p.patient_id)
            AS l (other_id, probability, weight, is_match, rules, fields) ON true
        LEFT JOIN person o ON o.patient_id = l.other_id
        WHERE p.patient_id = $1
        ORDER BY l.probability DESC, l.other_id
        """;

    /// <summary>Null when the patient is not indexed.</summary>
    public static Task<PatientIdentity?> OfAsync(ITenantDatabase database, string patientId, CancellationToken cancellationToken) =>
        database.ReadAsync(Select, [Sql.Value(patientId)], (rows, token) => ReadAsync(patientId, rows, token), cancellationToken);

    private static async Task<PatientIdentity?> ReadAsync(string patientId, NpgsqlDataReader rows, CancellationToken cancellationToken)
    {
        PatientIdentity? identity = null;
        var links = new List<IdentityLink>();
        while (await rows.ReadAsync(cancellationToken))
        {
            identity ??= new PatientIdentity(
                patientId, $"{rows.GetGuid(0)}", IdentityStatus.Unique, (int)rows.GetInt64(2), null, rows.GetFieldValue<DateTimeOffset>(1), []);
            if (!rows.IsDBNull(3))
            {
                links.Add(Link(rows));
            }
        }

        return identity is null || links.Count == 0 ? identity : identity with
        {
            Links = links,
            Status = links.Exists(l => l.Decision == LinkDecision.Linked) ? IdentityStatus.Linked : IdentityStatus.Possible,
            Confidence = links.Where(l => l.Decision == LinkDecision.Linked).Min(l => (double?)l.Score),
        };
    }

    private static IdentityLink Link(NpgsqlDataReader row) => new(
        row.GetString(3), row.GetDouble(4), row.GetDouble(5), Decision(row.GetBoolean(9), row.GetBoolean(6)),
        Fields(row.GetString(8)), Rules((SafetyRules)row.GetInt32(7)));

    private static LinkDecision Decision(bool together, bool isMatch) => (together, isMatch) switch
    {
        (true, _) => LinkDecision.Linked,
        (false, true) => LinkDecision.Held,
        _ => LinkDecision.Possible,
    };

    // jsonb keeps no order; the engine's is the one people read in.
    private static IReadOnlyList<FieldWeight> Fields(string json)
    {
        var stored = JsonSerializer.Deserialize(json, StoredFieldJson.Default.DictionaryStringStoredField)!;
        return
        [
            .. Enum.GetValues<MatchField>().Select(field => CamelCase.Of(field)).Where(stored.ContainsKey)
                .Select(field => new FieldWeight(field, stored[field].Level, stored[field].Weight)),
        ];
    }

    private static IReadOnlyList<string> Rules(SafetyRules rules) =>
        [.. Enum.GetValues<SafetyRules>().Where(rule => rule != SafetyRules.None && rules.HasFlag(rule)).Select(CamelCase.Of)];
}
