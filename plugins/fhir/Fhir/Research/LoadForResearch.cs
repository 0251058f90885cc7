using System.Text.Json;
using Fhir.Engine.Deidentifying;
using Fhir.Storing;
using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Research;

/// <summary>Reads the record for the research export.</summary>
internal sealed class LoadForResearch(R4 r4, ITenantDatabase database)
{
    private readonly string[] _types = [.. r4.Definitions.ResourceTypes.Where(Deidentifier.Exports)];
    private readonly string[] _ofNobody = [.. r4.Definitions.ResourceTypes.Where(Deidentifier.ExportsOfNobody)];

    public async Task<(string Id, byte[] Content)?> NextPatientAsync(string[]? members, string after, CancellationToken cancellationToken)
    {
        var found = members is null
            ? await ListAsync(ResearchSql.Patients, [Column.Value(after)], Pair, cancellationToken)
            : await ListAsync(ResearchSql.Members, [new NpgsqlParameter<string[]> { TypedValue = members }, Column.Value(after)], Pair, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public async Task<HashSet<(string Type, string Id)>> KeysAsync(string subject, CancellationToken cancellationToken) =>
        [.. await ListAsync(ResearchSql.Keys, [Column.Value(subject), Column.Value(_types)], reader => (reader.GetString(0), reader.GetString(1)), cancellationToken)];

    public Task<List<(long Key, byte[] Content)>> ContentsAsync(string subject, long after, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            ResearchSql.Contents, [Column.Value(subject), Column.Value(after), Column.Value(_types), Column.Value(limit)],
            reader => (reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)), cancellationToken);

    public Task<List<(string Type, string Id, byte[] Content)>> OfNobodyAsync(string type, string id, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            ResearchSql.Nobody, [Column.Value(type), Column.Value(id), Column.Value(_ofNobody), Column.Value(limit)],
            reader => (reader.GetString(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2)), cancellationToken);

    /// <summary>The patients a Group has now (R4 8.9), or null when there is no such Group.</summary>
    public async Task<string[]?> MembersAsync(string group, CancellationToken cancellationToken)
    {
        var found = await ListAsync(ResearchSql.Group, [Column.Value(group)], reader => reader.GetFieldValue<byte[]>(0), cancellationToken);
        if (found.Count == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(found[0]);
        return document.RootElement.TryGetProperty("member", out var members)
            ? [.. members.EnumerateArray().Where(IsIn).Select(Patient).OfType<string>().Distinct(StringComparer.Ordinal)]
            : [];
    }

    private static bool IsIn(JsonElement member) => !(member.TryGetProperty("inactive", out var inactive) && inactive.ValueKind == JsonValueKind.True);

    private static string? Patient(JsonElement member) =>
        member.TryGetProperty("entity", out var entity) && entity.TryGetProperty("reference", out var reference)
        && reference.GetString()?.Split('/') is ["Patient", var id, ..] ? id : null;

    private static (string Id, byte[] Content) Pair(NpgsqlDataReader reader) => (reader.GetString(0), reader.GetFieldValue<byte[]>(1));

    private Task<List<T>> ListAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql, parameters,
            async (reader, token) =>
            {
                var rows = new List<T>();
                while (await reader.ReadAsync(token))
                {
                    rows.Add(row(reader));
                }

                return rows;
            },
            cancellationToken);
}
