using System.Globalization;
using Fhir.Storing;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Sdk.Subjects;

namespace Fhir.Exporting;

/// <summary>
/// A patient's compartment as Bundles (R4 2.36, type collection): the current versions, older ones when asked for, and the
/// names of resources that are about somebody else as well and therefore left out.
/// </summary>
internal sealed class ExportSubject(ITenantDatabase database, IAccessLog access) : ISubjectExport
{
    private const int PageSize = 50;
    private const string Current = "fhir/bundle.json";
    private const string Older = "fhir/history.json";
    private const string LeftOut = "fhir/left-out.ndjson";

    private const string CurrentSql = """
        SELECT m.key, r.content, r.type FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
        WHERE m.subject = $1 AND m.key > $2 AND r.subjects = ARRAY[$1] AND r.content IS NOT NULL ORDER BY m.key LIMIT $3
        """;

    // Pages end between two resources; what one resource had before is bounded by its own history.
    private const string OlderSql = """
        WITH page AS (
            SELECT m.key, r.type, r.id FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
            WHERE m.subject = $1 AND m.key > $2 AND r.subjects = ARRAY[$1] ORDER BY m.key LIMIT $3)
        SELECT p.key, h.content, p.type FROM page p LEFT JOIN resource_history h
            ON h.type = p.type AND h.id = p.id AND h.subjects = ARRAY[$1] AND h.content IS NOT NULL
        ORDER BY p.key, h.version
        """;

    private const string LeftOutSql = """
        SELECT m.key, convert_to('{"reference":"' || r.type || '/' || r.id || E'"}\n', 'UTF8'), r.type FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
        WHERE m.subject = $1 AND m.key > $2 AND r.subjects <> ARRAY[$1] AND r.content IS NOT NULL ORDER BY m.key LIMIT $3
        """;

    private static readonly string[] Files = [Current, Older, LeftOut];

    public async Task<ExportedPiece> ReadAsync(string subject, bool history, string? cursor, CancellationToken cancellationToken)
    {
        var (file, after, written) = Place(cursor);
        var rows = await database.ReadAsync(
            file switch { Current => CurrentSql, Older => OlderSql, _ => LeftOutSql },
            [new NpgsqlParameter<string> { TypedValue = subject }, Column.Value(after ?? 0), new NpgsqlParameter<int> { TypedValue = PageSize }],
            ReadAsync, cancellationToken);
        foreach (var type in rows.Select(row => row.Type).Distinct())
        {
            access.Touch(DataAction.Read, type, subject);
        }

        var last = rows.Count == 0 || rows.Select(row => row.Key).Distinct().Count() < PageSize;
        var contents = rows.Select(row => row.Content).OfType<byte[]>().ToList();
        var next = last ? Following(file, history) : string.Create(CultureInfo.InvariantCulture, $"{file}|{rows[^1].Key}|{(written || contents.Count > 0 ? 1 : 0)}");
        return new(file, file == LeftOut ? Joined(contents) : Entries(contents, first: after is null, written, last), next);
    }

    private static string? Following(string file, bool history) => file switch
    {
        Current when history => Older,
        LeftOut => null,
        _ => LeftOut,
    };

    /// <returns>The file, the key after which it goes on (null at its beginning), and whether an entry was written before.</returns>
    private static (string File, long? After, bool Written) Place(string? cursor) => cursor?.Split('|') switch
    {
        null => (Current, null, false),
        [var file] when Files.Contains(file) => (file, null, false),
        [var file, var key, var written] when Files.Contains(file) => (file, long.Parse(key, CultureInfo.InvariantCulture), written == "1"),
        _ => throw new ArgumentException("The cursor is none that was given out.", nameof(cursor)),
    };

    private static byte[] Entries(IReadOnlyList<byte[]> contents, bool first, bool written, bool last)
    {
        using var text = new MemoryStream();
        text.Write(first ? "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":["u8 : []);
        foreach (var content in contents)
        {
            text.Write(written ? ",{\"resource\":"u8 : "{\"resource\":"u8);
            text.Write(content);
            text.Write("}"u8);
            written = true;
        }

        text.Write(last ? "]}"u8 : []);
        return text.ToArray();
    }

    private static byte[] Joined(IReadOnlyList<byte[]> contents) => [.. contents.SelectMany(content => content)];

    private static async Task<IReadOnlyList<Row>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var rows = new List<Row>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(new(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1), reader.GetString(2)));
        }

        return rows;
    }

    private sealed record Row(long Key, byte[]? Content, string Type);
}
