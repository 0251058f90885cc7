using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PluginPlatform.Sdk.Testing;

namespace Sdk.Tests;

/// <summary>A tenant's life over HTTP, with the repository's own plugins holding its data.</summary>
public sealed class TenantLifeTests : IAsyncLifetime
{
    private TestPlatform _platform = null!;
    private HttpClient _admin = null!;
    private HttpClient _other = null!;
    private HttpClient _demo = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync(cancellationToken: Token);
        _demo = await _platform.ApiAsync();
        _other = await _platform.OtherTenantAsync();
        _admin = await _platform.SignedInAsync("admin@demo");
        _admin.DefaultRequestHeaders.Add("Origin", _platform.Address.GetLeftPart(UriPartial.Authority));
        foreach (var client in new[] { _demo, _other })
        {
            using var stored = await client.PostAsync("/fhir", SeededPlatform.Json(SeedBundle.Text), Token);
            Assert.True(stored.IsSuccessStatusCode);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await _platform.ScalarAsync<bool>("""
            SELECT (SELECT count(DISTINCT tenant_id) FROM mpi.person WHERE golden_record_id IS NOT NULL) = 2
               AND (SELECT count(DISTINCT tenant_id) FROM journey.edge) = 2 AND NOT EXISTS (SELECT FROM platform.outbox)
            """))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _admin.Dispose();
        _other.Dispose();
        _demo.Dispose();
        await _platform.DisposeAsync();
    }

    [Fact]
    public async Task Suspend_EndsTheTenantsTokensWithinASecond_UntilResumed()
    {
        using var warm = await _other.GetAsync("/fhir/Patient", Token);
        Assert.Equal(HttpStatusCode.OK, warm.StatusCode);

        Assert.Equal(200, (await AskAsync("/admin/api/tenants/other/suspend", new { reason = "unpaid bills" })).Status);
        var asked = Stopwatch.GetTimestamp();
        using var own = await _other.GetAsync("/fhir/Patient", Token);
        using var theirs = await _demo.GetAsync("/fhir/Patient", Token);

        Assert.Equal(HttpStatusCode.Unauthorized, own.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(asked) < TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, theirs.StatusCode);
        await Assert.ThrowsAsync<InvalidOperationException>(() => _platform.OtherTenantAsync());

        Assert.Equal(200, (await AskAsync("/admin/api/tenants/other/resume", new { reason = "bills are paid" })).Status);
        using var again = await _other.GetAsync("/fhir/Patient", Token);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task Suspend_ByAnotherHost_IsKnownHereWithinASecond()
    {
        await using (var command = _platform.Superuser.CreateCommand("UPDATE platform.tenant SET state = 'suspended' WHERE id = 'other'"))
        {
            await command.ExecuteNonQueryAsync(Token);
        }

        await Task.Delay(TimeSpan.FromSeconds(1), Token);

        using var own = await _other.GetAsync("/fhir/Patient", Token);
        Assert.Equal(HttpStatusCode.Unauthorized, own.StatusCode);
    }

    [Fact]
    public async Task Suspend_OfTheOwnTenantOrWithoutReason_IsRefused()
    {
        Assert.Equal((409, "TEN-2002"), Code(await AskAsync("/admin/api/tenants/demo/suspend", new { reason = "a reason" })));
        Assert.Equal((400, "TEN-2005"), Code(await AskAsync("/admin/api/tenants/other/suspend", new { reason = " " })));
        Assert.Equal((404, "TEN-2000"), Code(await AskAsync("/admin/api/tenants/nowhere/suspend", new { reason = "a reason" })));
        Assert.Equal(2, await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.tenant WHERE state = 'active'"));
    }

    [Fact]
    public async Task Export_HoldsEveryRowOfTheTenantAndNoOther_AsTheManifestSays()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/api/tenants/other/export") { Content = JsonContent.Create(new { reason = "moves away" }) };
        using var answer = await _admin.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(Token));

        var manifest = JsonSerializer.Deserialize<JsonElement>(await BytesAsync(zip, "manifest.json"));
        var parts = manifest.GetProperty("parts").EnumerateArray().ToDictionary(part => part.GetProperty("path").GetString()!);
        Assert.Equal(zip.Entries.Select(entry => entry.FullName).Where(name => name != "manifest.json").Order(), parts.Keys.Order());
        foreach (var (path, part) in parts)
        {
            var bytes = await BytesAsync(zip, path);
            Assert.Equal(part.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(part.GetProperty("rows").GetInt64(), bytes.Count(letter => letter == (byte)'\n'));
            Assert.DoesNotContain("\"tenant_id\": \"demo\"", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.DoesNotContain("secret_hash", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
        }

        foreach (var table in await TablesAsync("fhir", "mpi", "journey"))
        {
            var rows = await _platform.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE tenant_id = 'other'");
            Assert.Equal(rows, parts[$"data/{table.Replace('.', '/')}.ndjson"].GetProperty("rows").GetInt64());
        }

        Assert.NotEqual(0, parts["data/fhir/resource.ndjson"].GetProperty("rows").GetInt64());
        Assert.NotEqual(0, parts["audit/audit.ndjson"].GetProperty("rows").GetInt64());
        Assert.Equal(1, await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE tenant_id = 'other' AND action = 'tenant' AND detail = 'tenant_exported: moves away'"));
    }

    [Fact]
    public async Task Delete_OfASuspendedTenant_RemovesItsRowsEverywhere_AndLeavesTrailTombstoneAndTheOthers()
    {
        Assert.Equal((409, "TEN-2003"), Code(await AskAsync("/admin/api/tenants/other/delete", new { name = "Another tenant", reason = "moved away" })));
        await AskAsync("/admin/api/tenants/other/suspend", new { reason = "moves away" });
        Assert.Equal((400, "TEN-2004"), Code(await AskAsync("/admin/api/tenants/other/delete", new { name = "another tenant", reason = "moved away" })));
        var tables = await TablesAsync("fhir", "mpi", "journey", "platform");
        var before = await CountAsync(tables, "other");
        var demo = await CountAsync(tables, "demo");
        var trail = await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE tenant_id = 'other'");

        var (status, deleted) = await AskAsync("/admin/api/tenants/other/delete", new { name = "Another tenant", reason = "moved away" });

        Assert.Equal(200, status);
        Assert.Equal("deleted", deleted.GetProperty("tenant").GetProperty("state").GetString());
        Assert.All(await CountAsync(tables, "other"), table => Assert.Equal(0, table.Value));
        Assert.Equal(demo, await CountAsync(tables, "demo"));
        var receipt = deleted.GetProperty("tables").EnumerateArray().ToDictionary(
            table => $"{table.GetProperty("schema").GetString()}.{table.GetProperty("table").GetString()}",
            table => (table.GetProperty("before").GetInt64(), table.GetProperty("removed").GetInt64(), table.GetProperty("after").GetInt64()));
        Assert.All(before, table => Assert.Equal((table.Value, table.Value, 0L), receipt[table.Key]));
        Assert.NotEqual(0, before["fhir.resource"]);
        Assert.NotEqual(0, before["platform.clients"]);
        Assert.Equal(trail + 2, await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE tenant_id = 'other'"));
        Assert.Equal((409, "tenant.exists"), Code(await AskAsync("/admin/api/tenants", new { id = "other", name = "Somebody else" })));
        Assert.Equal((409, "TEN-2001"), Code(await AskAsync("/admin/api/tenants/other/resume", new { reason = "changed our mind" })));
    }

    [Fact]
    public async Task Delete_BrokenOff_GoesOnWhereItStopped()
    {
        await AskAsync("/admin/api/tenants/other/suspend", new { reason = "moves away" });
        await RunAsync("CREATE FUNCTION journey.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not now'; END $$");
        await RunAsync("CREATE TRIGGER refuse BEFORE DELETE ON journey.node FOR EACH ROW EXECUTE FUNCTION journey.refuse()");
        var nodes = await _platform.ScalarAsync<long>("SELECT count(*) FROM journey.node WHERE tenant_id = 'other'");

        var broken = await AskAsync("/admin/api/tenants/other/delete", new { name = "Another tenant", reason = "moved away" });

        Assert.Equal(500, broken.Status);
        Assert.Equal(nodes, await _platform.ScalarAsync<long>("SELECT count(*) FROM journey.node WHERE tenant_id = 'other'"));
        Assert.Equal("deleting", await _platform.ScalarAsync<string>("SELECT state FROM platform.tenant WHERE id = 'other'"));
        var resources = await _platform.ScalarAsync<long>("SELECT rows_removed FROM platform.tenant_removal WHERE tenant_id = 'other' AND table_name = 'resource'");
        Assert.NotEqual(0, resources);

        await RunAsync("DROP TRIGGER refuse ON journey.node");
        var (status, deleted) = await AskAsync("/admin/api/tenants/other/delete", new { name = "Another tenant", reason = "moved away" });

        Assert.Equal(200, status);
        Assert.Equal(0, await _platform.ScalarAsync<long>("SELECT count(*) FROM journey.node WHERE tenant_id = 'other'"));
        Assert.Contains(deleted.GetProperty("tables").EnumerateArray(), table =>
            table.GetProperty("table").GetString() == "resource" && table.GetProperty("removed").GetInt64() == resources);
    }

    [Fact]
    public async Task Erasing_OfALivingTenant_IsRefusedByTheDatabase()
    {
        var before = await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.clients");

        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => RunAsync("SELECT platform.erase_tenant('clients', 'other', 10)"));

        Assert.Equal("PT002", refused.SqlState);
        Assert.Equal(before, await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.clients"));
    }

    [Theory]
    [InlineData("clinician@demo")]
    [InlineData("nurse@demo")]
    public async Task Tenants_ByOneWhoDoesNotRunThePlatform_AreForbidden(string user)
    {
        using var client = await _platform.SignedInAsync(user);
        client.DefaultRequestHeaders.Add("Origin", _platform.Address.GetLeftPart(UriPartial.Authority));
        foreach (var action in new[] { "suspend", "resume", "export", "delete" })
        {
            using var answer = await client.PostAsJsonAsync($"/admin/api/tenants/other/{action}", new { reason = "a reason", name = "Another tenant" }, Token);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }

        using var list = await client.GetAsync("/admin/api/tenants", Token);
        Assert.Equal(HttpStatusCode.Forbidden, list.StatusCode);
    }

    private static (int, string?) Code((int Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.TryGetProperty("code", out var code) ? code.GetString() : null);

    private static async Task<byte[]> BytesAsync(ZipArchive zip, string path)
    {
        await using var stream = await zip.GetEntry(path)!.OpenAsync(Token);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, Token);
        return buffer.ToArray();
    }

    private async Task<(int Status, JsonElement Body)> AskAsync(string path, object body)
    {
        using var answer = await _admin.PostAsJsonAsync(path, body, Token);
        return ((int)answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(Token));
    }

    private async Task<List<string>> TablesAsync(params string[] schemas)
    {
        var tables = new List<string>();
        await using var command = _platform.Superuser.CreateCommand("""
            SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY ($1) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id')
              AND NOT (n.nspname = 'platform' AND (c.relname LIKE 'audit%' OR c.relname IN ('tenancy_model', 'tenant_removal', 'data_key')))
            """);
        command.Parameters.AddWithValue(schemas);
        await using var rows = await command.ExecuteReaderAsync(Token);
        while (await rows.ReadAsync(Token))
        {
            tables.Add(rows.GetString(0));
        }

        Assert.True(tables.Count > 10);
        return tables;
    }

    private async Task<Dictionary<string, long>> CountAsync(IEnumerable<string> tables, string tenant)
    {
        var counts = new Dictionary<string, long>();
        foreach (var table in tables)
        {
            counts.Add(table, await _platform.ScalarAsync<long>($"SELECT count(*) FROM {table} WHERE tenant_id = '{tenant}'"));
        }

        return counts;
    }

    private async Task RunAsync(string sql)
    {
        await using var command = _platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }
}
