using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>
/// Writes everything a tenant has as one archive, row by row and from one moment of the database: every plugin's tables as
/// that plugin's own role through row-level security, accounts without their secrets, and the audit trail.
/// </summary>
public sealed class ExportTenant
{
    private static readonly (string Path, string Sql)[] KernelParts =
    [
        ("kernel/users.ndjson", """
            SELECT jsonb_build_object('id', u.id, 'userName', u.user_name, 'displayName', u.display_name, 'email', u.email,
                'roles', ARRAY(SELECT r.name FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id WHERE ur.user_id = u.id ORDER BY r.name))::text
            FROM platform.users u WHERE u.tenant_id = $1 ORDER BY u.id
            """),
        ("kernel/clients.ndjson", """
            SELECT jsonb_build_object('id', c.id, 'grants', c.grants, 'scopes', c.scopes, 'active', c.active, 'createdAt', c.created_at)::text
            FROM platform.clients c WHERE c.tenant_id = $1 ORDER BY c.id
            """),
        ("kernel/care-team.ndjson", "SELECT to_jsonb(c)::text FROM platform.care_relation c WHERE c.tenant_id = $1 ORDER BY c.subject, c.user_id"),
        ("kernel/break-glass.ndjson", "SELECT to_jsonb(b)::text FROM platform.break_glass b WHERE b.tenant_id = $1 ORDER BY b.at"),
        ("kernel/events.ndjson", "SELECT to_jsonb(e)::text FROM platform.event e WHERE e.tenant_id = $1 ORDER BY e.position"),
        ("audit/audit.ndjson", "SELECT to_jsonb(a)::text FROM platform.audit_event a WHERE a.tenant_id = $1 ORDER BY a.at"),
    ];

    private readonly PlatformStorage _storage;
    private readonly TimeProvider _time;

    internal ExportTenant(PlatformStorage storage, TimeProvider time) => (_storage, _time) = (storage, time);

    /// <summary>Writes the archive: <c>data/{schema}/{table}.ndjson</c>, <c>kernel/…</c>, <c>audit/audit.ndjson</c> and last <c>manifest.json</c>.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="output">Takes the archive; need not be seekable.</param>
    /// <param name="cancellationToken">Breaks off; an archive without manifest is not whole.</param>
    public async Task WriteAsync(TenantEntry tenant, Stream output, CancellationToken cancellationToken)
    {
        await using var kernel = await _storage.Kernel.OpenConnectionAsync(cancellationToken);
        var snapshot = await BeginAsync(kernel, tenant.Id, cancellationToken);
        await using var zip = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        var parts = new List<ExportedPart>();
        foreach (var schema in await _storage.PluginSchemasAsync(cancellationToken))
        {
            await PluginAsync(zip, schema, tenant.Id, snapshot, parts, cancellationToken);
        }

        foreach (var (path, sql) in KernelParts)
        {
            await using var command = new NpgsqlCommand(sql, kernel) { CommandTimeout = 0 };
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = tenant.Id });
            parts.Add(await ExportPart.WriteAsync(zip, path, command, cancellationToken));
        }

        var entry = zip.CreateEntry("manifest.json");
        await using var manifest = await entry.OpenAsync(cancellationToken);
        await JsonSerializer.SerializeAsync(
            manifest, new ExportManifest(1, tenant.Id, tenant.Name, _time.GetUtcNow(), parts), ExportJson.Default.ExportManifest, cancellationToken);
    }

    private async Task PluginAsync(
        ZipArchive zip, string schema, string tenant, string snapshot, List<ExportedPart> parts, CancellationToken cancellationToken)
    {
        await using var plugin = _storage.OpenPlugin(schema);
        await using var connection = await plugin.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var begin = new NpgsqlBatch(connection))
        {
            begin.BatchCommands.Add(new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
            begin.BatchCommands.Add(new($"SET TRANSACTION SNAPSHOT '{snapshot}'"));
            begin.BatchCommands.Add(new("SELECT set_config('app.tenant', $1, true)") { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } } });
            await begin.ExecuteNonQueryAsync(cancellationToken);
        }

        foreach (var table in await _storage.TenantTablesAsync(schema, cancellationToken))
        {
            await using var command = new NpgsqlCommand($"SELECT to_jsonb(t)::text FROM {RemovalSql.Name(schema, table)} t", connection) { CommandTimeout = 0 };
            parts.Add(await ExportPart.WriteAsync(zip, $"data/{schema}/{table}.ndjson", command, cancellationToken));
        }
    }

    // The other connections read what this one sees (PostgreSQL, 9.28.5); it stays open until the archive is whole.
    private static async Task<string> BeginAsync(NpgsqlConnection kernel, string tenant, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(kernel);
        batch.BatchCommands.Add(new("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
        batch.BatchCommands.Add(new("SELECT set_config('app.tenant', $1, true), pg_export_snapshot()") { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant } } });
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        while (!reader.HasRows)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        await reader.ReadAsync(cancellationToken);
        var snapshot = reader.GetString(1);
        return snapshot.All(letter => char.IsAsciiHexDigit(letter) || letter == '-')
            ? snapshot
            : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A snapshot's name of {snapshot.Length} characters has an unexpected form."));
    }
}
