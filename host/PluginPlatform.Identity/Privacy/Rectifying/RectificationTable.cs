using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Privacy.Rectifying;

/// <summary>The statements about corrections. Every one runs as the tenant's, under row-level security.</summary>
internal sealed class RectificationTable(PlatformStorage storage)
{
    private const string Columns =
        "id, subject, what, asked_at, asked_by, state, reason, corrected, decided_at, decided_by, disagreement, disagreement_at";

    public Task<IReadOnlyList<Rectification>> ListAsync(string tenant, string subject, CancellationToken cancellationToken) => ReadAsync(
        tenant, $"SELECT {Columns} FROM platform.rectification WHERE subject = $1 ORDER BY asked_at DESC, id LIMIT 500", cancellationToken, Text(subject));

    public async Task<Rectification?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken) =>
        (await ReadAsync(tenant, $"SELECT {Columns} FROM platform.rectification WHERE id = $1", cancellationToken, Id(id))).FirstOrDefault();

    public async Task<Rectification> AskAsync(
        string tenant, Guid id, string subject, string what, DateTimeOffset at, string by, CancellationToken cancellationToken) =>
        (await ReadAsync(
            tenant,
            $"INSERT INTO platform.rectification (id, subject, what, asked_at, asked_by, state) VALUES ($1, $2, $3, $4, $5, 'open') RETURNING {Columns}",
            cancellationToken, Id(id), Text(subject), Text(what), Moment(at), Text(by)))[0];

    /// <returns>Null when it is decided already.</returns>
    public async Task<Rectification?> DecideAsync(
        string tenant, Guid id, string reason, string? corrected, DateTimeOffset at, string by, CancellationToken cancellationToken) =>
        (await ReadAsync(
            tenant,
            $"""
            UPDATE platform.rectification SET state = CASE WHEN $3 IS NULL THEN 'refused' ELSE 'corrected' END, reason = $2, corrected = $3, decided_at = $4, decided_by = $5
            WHERE id = $1 AND state = 'open' RETURNING {Columns}
            """,
            cancellationToken, Id(id), Text(reason), new() { NpgsqlDbType = NpgsqlDbType.Text, Value = corrected ?? (object)DBNull.Value }, Moment(at), Text(by)))
        .FirstOrDefault();

    /// <returns>Null when it is not refused, or has a statement already.</returns>
    public async Task<Rectification?> DisagreeAsync(string tenant, Guid id, string statement, DateTimeOffset at, CancellationToken cancellationToken) =>
        (await ReadAsync(
            tenant,
            $"UPDATE platform.rectification SET disagreement = $2, disagreement_at = $3 WHERE id = $1 AND state = 'refused' AND disagreement IS NULL RETURNING {Columns}",
            cancellationToken, Id(id), Text(statement), Moment(at)))
        .FirstOrDefault();

    private Task<IReadOnlyList<Rectification>> ReadAsync(string tenant, string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        storage.OpenKernel(tenant).ReadAsync(sql, parameters, AllAsync, cancellationToken);

    private static NpgsqlParameter Id(Guid value) => new NpgsqlParameter<Guid> { TypedValue = value };

    private static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value };

    private static NpgsqlParameter Moment(DateTimeOffset value) => new NpgsqlParameter<DateTime> { TypedValue = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static async Task<IReadOnlyList<Rectification>> AllAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var list = new List<Rectification>();
        while (await reader.ReadAsync(cancellationToken))
        {
            list.Add(new(
                reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3), reader.GetString(4), reader.GetString(5),
                Word(reader, 6), Word(reader, 7), At(reader, 8), Word(reader, 9), Word(reader, 10), At(reader, 11)));
        }

        return list;
    }

    private static string? Word(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private static DateTimeOffset? At(NpgsqlDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetFieldValue<DateTimeOffset>(ordinal);
}
