using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Host.Tests.Plugins;

/// <summary>What a bad plugin does to itself, and does not do to anybody else.</summary>
public sealed class PluginFaultTests(FixturePlatform fixture) : IClassFixture<FixturePlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("constructor-throws", "faulted", "constructor of ConstructorThrowsPlugin failed")]
    [InlineData("bad-migration", "faulted", "0001_half.sql")]
    [InlineData("unsecured-table", "faulted", "open_to_all")]
    [InlineData("undeclared-endpoint", "faulted", "does not say which patient data it touches")]
    [InlineData("open-endpoint", "faulted", "declares no permission")]
    [InlineData("not-installed", "refused", "not installed")]
    [InlineData("hello", "active", null)]
    public async Task Start_WithAGuiltyPlugin_NamesTheFaultAndTheMend(string id, string state, string? reason)
    {
        using var admin = await fixture.Platform.SignedInAsync("admin@demo");

        var plugins = await admin.GetFromJsonAsync<JsonElement>("/admin/api/plugins/list", Token);

        var plugin = plugins.EnumerateArray().Single(p => p.GetProperty("id").GetString() == id);
        Assert.Equal(state, plugin.GetProperty("state").GetString());
        if (reason is not null)
        {
            Assert.Contains(reason, $"{plugin.GetProperty("reason").GetString()} {plugin.GetProperty("mend").GetString()}", StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(plugin.GetProperty("mend").GetString()));
        }
    }

    [Fact]
    public async Task Start_WithAFailingMigration_LeavesNothingOfItInTheDatabase()
    {
        var tables = await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM pg_tables WHERE schemaname = 'bad-migration'");
        var history = await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.migration WHERE area = 'bad-migration'");

        Assert.Equal(0, tables);
        Assert.Equal(0, history);
    }

    [Fact]
    public async Task Endpoint_ThatHangs_IsAnswered504AndTheRestServes()
    {
        using var clinician = await fixture.Platform.SignedInAsync();

        using var answer = await clinician.GetAsync("/api/slow/hang", Token);

        Assert.Equal(HttpStatusCode.GatewayTimeout, answer.StatusCode);
        Assert.Equal("plugin.timeout", await CodeOf(answer));
        Assert.Equal("quick", await clinician.GetStringAsync("/api/slow/quick", Token));
        Assert.Equal("hello", await clinician.GetStringAsync("/api/hello/greeting", Token));
    }

    [Fact]
    public async Task Endpoint_ThatThrows_IsAnswered500WithoutItsMessageAnywhere()
    {
        using var clinician = await fixture.Platform.SignedInAsync();

        using var answer = await clinician.GetAsync("/api/slow/throw", Token);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("plugin.failed", await CodeOf(answer));
        Assert.DoesNotContain("sentinel-exception-text", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Platform.Log.Lines, line => line.Contains("sentinel-exception-text", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Endpoint_ThatWritesTheResponseItself_StillHasItsAuditRowFirst()
    {
        using var api = await fixture.Platform.ApiAsync();

        Assert.Equal("past the audit", await api.GetStringAsync("/api/raw-endpoint/data", Token));

        var rows = await fixture.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE plugin = 'raw-endpoint'");
        Assert.Equal(1, rows);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString();
}
