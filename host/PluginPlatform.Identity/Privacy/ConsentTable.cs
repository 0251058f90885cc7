using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Privacy;

/// <summary>The statements about consents. Every one runs as the tenant's, under row-level security.</summary>
internal sealed class ConsentTable(PlatformStorage storage)
{
    private const int MostListed = 500;
    private const string Columns = "id, subject, party, decision, note, from_at, until_at, given_by, withdrawn_at, withdrawn_by";

    public Task<IReadOnlyList<SubjectConsent>> ListAsync(string tenant, string subject, CancellationToken cancellationToken) =>
        storage.OpenKernel(tenant).ReadAsync(
            $"SELECT {Columns} FROM platform.subject_consent WHERE subject = $1 ORDER BY withdrawn_at IS NOT NULL, from_at DESC, id LIMIT $2",
            [Text(subject), new NpgsqlParameter<int> { TypedValue = MostListed }], ReadAsync, cancellationToken);

    public async Task<SubjectConsent?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        (await storage.OpenKernel(tenant).ReadAsync(
            $"SELECT {Columns} FROM platform.subject_consent WHERE id = $1", [new NpgsqlParameter<Guid> { TypedValue = id }], ReadAsync, cancellationToken))
        .FirstOrDefault();

    /// <summary>Writes a decision; the one about the same party that stood is withdrawn by it.</summary>
    public Task WriteAsync(string tenant, SubjectConsent consent, CancellationToken cancellationToken) => storage.OpenKernel(tenant).ReadAsync(
        """
        WITH before AS (
            UPDATE platform.subject_consent SET withdrawn_at = $6, withdrawn_by = $8
            WHERE subject = $2 AND party = $3 AND withdrawn_at IS NULL RETURNING 1)
        INSERT INTO platform.subject_consent (id, subject, party, decision, note, from_at, until_at, given_by)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8 FROM (SELECT count(*) FROM before) done
        """,
        [
            new NpgsqlParameter<Guid> { TypedValue = consent.Id }, Text(consent.Subject), Text(consent.Party), Text(consent.Decision),
            Text(consent.Note), Moment(consent.From), Moment(consent.Until), Text(consent.GivenBy),
        ],
        (_, _) => Task.FromResult(true), cancellationToken);

    /// <returns>Null when it was withdrawn already.</returns>
    public async Task<SubjectConsent?> WithdrawAsync(string tenant, Guid id, DateTimeOffset at, string by, CancellationToken cancellationToken) =>
        (await storage.OpenKernel(tenant).ReadAsync(
            $"UPDATE platform.subject_consent SET withdrawn_at = $2, withdrawn_by = $3 WHERE id = $1 AND withdrawn_at IS NULL RETURNING {Columns}",
            [new NpgsqlParameter<Guid> { TypedValue = id }, Moment(at), Text(by)], ReadAsync, cancellationToken))
        .FirstOrDefault();

    /// <summary>The standing decisions that rule over these parties, one per area, as <c>platform.withheld</c> chooses them.</summary>
    public Task<IReadOnlyList<SubjectConsent>> RulingAsync(string tenant, string subject, string parties, CancellationToken cancellationToken) =>
        storage.OpenKernel(tenant).ReadAsync(
            $"""
            SELECT DISTINCT ON (area) {Columns} FROM platform.subject_consent
            WHERE subject = $1 AND party = ANY (string_to_array($2, E'\n')) AND withdrawn_at IS NULL
              AND from_at <= now() AND (until_at IS NULL OR until_at > now())
            ORDER BY area, breadth, decision
            """,
            [Text(subject), Text(parties)], ReadAsync, cancellationToken);

    /// <summary>Whether the call sees the data subject's rows: by its view, and by the consents.</summary>
    public Task<bool> SeesAsync(CallContext call, string subject, CancellationToken cancellationToken) => storage.OpenKernel(call).ReadAsync(
        """
        SELECT (platform.sees_everyone() OR $1 = ANY (platform.sees())) AND coalesce(NOT jsonb_exists(platform.withheld(), $1), true)
        """,
        [Text(subject)],
        async (reader, token) => await reader.ReadAsync(token) && reader.GetBoolean(0), cancellationToken);

    public Task<bool> IsClientAsync(string tenant, string client, CancellationToken cancellationToken) => storage.OpenKernel(tenant).ReadAsync(
        "SELECT EXISTS (SELECT FROM platform.clients WHERE id = $1 AND tenant_id = (SELECT platform.tenant()))", [Text(client)],
        async (reader, token) => await reader.ReadAsync(token) && reader.GetBoolean(0), cancellationToken);

    private static NpgsqlParameter<string> Text(string value) => new() { TypedValue = value };

    private static NpgsqlParameter Moment(DateTimeOffset? value) =>
        new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value is { } moment ? moment.UtcDateTime : DBNull.Value };

    private static async Task<IReadOnlyList<SubjectConsent>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var list = new List<SubjectConsent>();
        while (await reader.ReadAsync(cancellationToken))
        {
            list.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
                reader.GetFieldValue<DateTimeOffset>(5), reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6), reader.GetString(7),
                reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8), reader.IsDBNull(9) ? null : reader.GetString(9)));
        }

        return list;
    }
}
