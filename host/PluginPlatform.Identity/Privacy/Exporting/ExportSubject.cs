using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;
using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Privacy.Exporting;

/// <summary>
/// Writes everything about one data subject as an archive, piece by piece: the record as the plugin that keeps it hands it
/// out, the rows of every other plugin under a view that sees this subject alone, who looked at it, and what it decided.
/// </summary>
public sealed class ExportSubject
{
    private static readonly (string Path, string Sql)[] KernelParts =
    [
        ("kernel/consents.ndjson", "SELECT (to_jsonb(c) - 'tenant_id')::text FROM platform.subject_consent c WHERE c.tenant_id = $1 AND c.subject = $2 ORDER BY c.from_at"),
        ("kernel/care-team.ndjson", "SELECT (to_jsonb(c) - 'tenant_id')::text FROM platform.care_relation c WHERE c.tenant_id = $1 AND c.subject = $2 ORDER BY c.user_id"),

        ("kernel/rectifications.ndjson", "SELECT (to_jsonb(r) - 'tenant_id')::text FROM platform.rectification r WHERE r.tenant_id = $1 AND r.subject = $2 ORDER BY r.asked_at"),

        // Without the other data subjects of a row: one row may tell of a list of patients.
        ("audit/audit.ndjson", """
            SELECT jsonb_build_object('at', a.at, 'actor', a.actor_name, 'action', a.action, 'kinds', a.kinds, 'purpose', a.purpose, 'outcome', a.outcome)::text
            FROM platform.audit_event a WHERE a.tenant_id = $1 AND a.subjects @> ARRAY[$2] ORDER BY a.at
            """),
    ];

    private readonly PlatformStorage _storage;
    private readonly TimeProvider _time;

    /// <summary>Whether a text has the form of a data subject's id.</summary>
    /// <param name="subject">As it comes from outside.</param>
    public static bool IsSubject(string? subject) => subject is not null && SubjectId.IsValid(subject);

    internal ExportSubject(PlatformStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Writes the archive; its last entry is <c>manifest.json</c>, without which it is not whole.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="record">The next piece of the record after a cursor, or null when no active plugin hands one out.</param>
    /// <param name="recordPlugin">The plugin that does; its tables are not exported row by row.</param>
    /// <param name="output">Takes the archive; need not be seekable.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public async Task WriteAsync(
        string tenant, string subject, Func<string?, CancellationToken, Task<ExportedPiece>>? record, string? recordPlugin, Stream output,
        CancellationToken cancellationToken)
    {
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var parts = new List<ExportedPart>();
        if (record is not null)
        {
            await RecordAsync(zip, record, parts, cancellationToken);
        }

        foreach (var schema in (await _storage.PluginSchemasAsync(cancellationToken)).Where(schema => schema != recordPlugin))
        {
            await PluginAsync(zip, schema, tenant, subject, parts, cancellationToken);
        }

        await KernelAsync(zip, tenant, subject, parts, cancellationToken);
        await using var manifest = await zip.CreateEntry("manifest.json").OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(
            manifest, new ExportManifest(1, tenant, subject, _time.GetUtcNow(), parts), ExportJson.Default.ExportManifest, cancellationToken);
    }

    private static async Task RecordAsync(
        ZipArchive zip, Func<string?, CancellationToken, Task<ExportedPiece>> record, List<ExportedPart> parts, CancellationToken cancellationToken)
    {
        for (var piece = await record(null, cancellationToken); piece is not null;)
        {
            var path = piece.Path;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var bytes = 0L;
            await using (var entry = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(cancellationToken))
            {
                for (; piece is not null && piece.Path == path; piece = piece.Next is { } next ? await record(next, cancellationToken) : null)
                {
                    hash.AppendData(piece.Content.Span);
                    await entry.WriteAsync(piece.Content, cancellationToken);
                    bytes += piece.Content.Length;
                }
            }

            parts.Add(new(path, 0, bytes, Convert.ToHexStringLower(hash.GetHashAndReset())));
        }
    }

    private async Task PluginAsync(
        ZipArchive zip, string schema, string tenant, string subject, List<ExportedPart> parts, CancellationToken cancellationToken)
    {
        await using var plugin = _storage.OpenPlugin(schema);
        await using var connection = await plugin.DataSource.OpenConnectionAsync(cancellationToken);
        await BeginAsync(connection, tenant, SubjectView.Own(subject).Setting, cancellationToken);
        foreach (var table in await _storage.SubjectTablesAsync(schema, cancellationToken))
        {
            await using var command = Command(
                $"SELECT (to_jsonb(t) - 'tenant_id')::text FROM {table.Quoted} t WHERE ({table.Match}) AND NOT ({table.Shared})", connection, subject);
            parts.Add(await ExportPart.WriteAsync(zip, $"data/{schema}/{table.Name}.ndjson", command, cancellationToken));
        }
    }

    private async Task KernelAsync(ZipArchive zip, string tenant, string subject, List<ExportedPart> parts, CancellationToken cancellationToken)
    {
        await using var connection = await _storage.Kernel.OpenConnectionAsync(cancellationToken);
        await BeginAsync(connection, tenant, "", cancellationToken);
        foreach (var (path, sql) in KernelParts)
        {
            await using var command = Command(sql, connection, tenant, subject);
            parts.Add(await ExportPart.WriteAsync(zip, path, command, cancellationToken));
        }
    }

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, params ReadOnlySpan<string> values)
    {
        var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = value });
        }

        return command;
    }

    private static async Task BeginAsync(NpgsqlConnection connection, string tenant, string view, CancellationToken cancellationToken)
    {
        await using var begin = new NpgsqlBatch(connection);
        begin.BatchCommands.Add(new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        begin.BatchCommands.Add(new("SELECT set_config('app.tenant', $1, true), set_config('app.view', $2, true)")
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = tenant }, new NpgsqlParameter<string> { TypedValue = view } },
        });
        await begin.ExecuteNonQueryAsync(cancellationToken);
    }
}
