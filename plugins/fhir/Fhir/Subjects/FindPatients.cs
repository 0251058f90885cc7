using Fhir.Access;
using Fhir.Searching;
using Fhir.Storing;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Sdk.Subjects;

namespace Fhir.Subjects;

/// <summary>Searches patients by the beginning of name parts, by identifier and by birth date.</summary>
internal sealed class FindPatients(ITenantDatabase database, Reach reach)
{
    private const int Spare = 4;
    private const string AfterAll = "\U0010FFFF";

    private static readonly int Name = ParameterKeys.Of("Patient", "name");
    private static readonly int Identifier = ParameterKeys.Of("Patient", "identifier");
    private static readonly int BirthDate = ParameterKeys.Of("Patient", "birthdate");

    /// <summary>Best first: the family name as typed, then any beginning; without words the most recently changed.</summary>
    public async Task<List<SubjectSummary>> RunAsync(TypedText typed, int limit, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        sql.Add("SELECT r.id, r.content FROM resource r WHERE r.type = 'Patient' AND r.content IS NOT NULL");
        reach.AppendTo(sql, DataAction.Search, "Patient");
        foreach (var word in typed.Words)
        {
            sql.Add(" AND r.key IN (");
            AppendWord(sql, word);
            sql.Add(")");
        }

        sql.Add(" ORDER BY r.updated_at DESC, r.key DESC LIMIT ").Value(typed.Words.Count == 0 ? limit : limit * Spare);
        var found = await database.ReadAsync(sql.ToString(), sql.Parameters, ReadAsync, cancellationToken);
        return typed.Words.Count == 0 ? found : [.. found.OrderBy(p => Rank(p, typed)).ThenBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).Take(limit)];
    }

    private static void AppendWord(SqlText sql, TypedWord word)
    {
        sql.Add("SELECT i.key FROM string_index i WHERE i.param = ").Value(Name)
            .Add(" AND i.value >= ").Value(IndexText.Prefix(word.Normalized)).Add(" AND i.value < ").Value(IndexText.Prefix(word.Normalized) + AfterAll);
        foreach (var code in new[] { word.Text, word.Text.ToUpperInvariant() }.Distinct())
        {
            sql.Add(" UNION ALL SELECT i.key FROM token_index i WHERE i.param = ").Value(Identifier)
                .Add(" AND i.code >= ").Value(IndexText.Prefix(code)).Add(" AND i.code < ").Value(IndexText.Prefix(code) + AfterAll);
        }

        foreach (var span in word.Births)
        {
            sql.Add(" UNION ALL SELECT i.key FROM date_index i WHERE i.param = ").Value(BirthDate)
                .Add(" AND i.low >= ").Value(span.Low).Add(" AND i.low < ").Value(span.High).Add(" AND i.high <= ").Value(span.High);
        }
    }

    private static int Rank(SubjectSummary patient, TypedText typed) =>
        patient.Name.StartsWith(typed.Words[0].Text, StringComparison.CurrentCultureIgnoreCase) ? 0 : 1;

    private static async Task<List<SubjectSummary>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var found = new List<SubjectSummary>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(ReadPatient.Summary(reader.GetString(0), reader.GetFieldValue<byte[]>(1)));
        }

        return found;
    }
}
