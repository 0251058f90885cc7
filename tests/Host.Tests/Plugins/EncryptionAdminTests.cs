using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Sdk.Testing;
using PluginPlatform.Storage;

namespace Host.Tests.Plugins;

/// <summary>Keys as an administrator handles them.</summary>
public sealed class EncryptionAdminTests : IAsyncLifetime
{
    private static readonly FieldPlace Place = new("note.body", "1");

    private TestPlatform _platform = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PlatformStorage Storage => _platform.Services.GetRequiredService<PlatformStorage>();

    public async ValueTask InitializeAsync() => _platform = await TestPlatform.StartAsync(cancellationToken: Token);

    [Fact]
    public async Task Rotate_ByAnAdministrator_MakesANewKeyAndLeavesAnAuditRow()
    {
        using var admin = await SignedInAsync("admin@demo");
        await Storage.Encryption.Fields("demo", "notes").EncryptTextAsync(Place, "x", Token);

        using var answer = await admin.PostAsJsonAsync("/admin/api/encryption/rotate", new { tenant = "demo" }, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var keys = (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("keys").EnumerateArray();
        Assert.Equal(["active", "active", "retired"], keys.Select(k => k.GetProperty("state").GetString()).Order());
        Assert.Equal(1L, await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE action = 'key-rotated' AND tenant_id = 'demo'"));
    }

    [Theory]
    [InlineData("", "closed")]
    [InlineData("destroy other", "closed")]
    [InlineData("destroy demo", "")]
    public async Task Shred_WithoutTheTypedWordsOrAReason_DestroysNothing(string confirm, string reason)
    {
        using var admin = await SignedInAsync("admin@demo");
        var stored = await Storage.Encryption.Fields("demo", "notes").EncryptTextAsync(Place, "x", Token);

        using var answer = await admin.PostAsJsonAsync("/admin/api/encryption/shred", new { tenant = "demo", confirm, reason }, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("encryption.confirm", (await answer.Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("code").GetString());
        Assert.Equal("x", (await Storage.Encryption.Fields("demo", "notes").DecryptTextAsync(Place, stored, Token)).Text);
        Assert.Equal(0L, await _platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE action = 'keys-destroyed'"));
    }

    [Fact]
    public async Task Shred_Confirmed_IsAuditedWithItsReasonAndFinal()
    {
        using var admin = await SignedInAsync("admin@demo");
        var stored = await Storage.Encryption.Fields("demo", "notes").EncryptTextAsync(Place, "x", Token);

        using var answer = await admin.PostAsJsonAsync(
            "/admin/api/encryption/shred", new { tenant = "demo", confirm = "destroy demo", reason = "practice closed" }, Token);
        using var rotate = await admin.PostAsJsonAsync("/admin/api/encryption/rotate", new { tenant = "demo" }, Token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, rotate.StatusCode);
        Assert.Equal(FieldState.Shredded, (await Storage.Encryption.Fields("demo", "notes").DecryptTextAsync(Place, stored, Token)).State);
        Assert.Equal("practice closed", await _platform.ScalarAsync<string>("SELECT detail FROM platform.audit_event WHERE action = 'keys-destroyed'"));
    }

    [Fact]
    public async Task Encryption_WithoutThePermissionOrForNoTenant_IsRefused()
    {
        using var nurse = await SignedInAsync("nurse@demo");
        using var admin = await SignedInAsync("admin@demo");

        Assert.Equal(HttpStatusCode.Forbidden, (await nurse.GetAsync("/admin/api/encryption", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await nurse.PostAsJsonAsync("/admin/api/encryption/rotate", new { tenant = "demo" }, Token)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await _platform.Anonymous().GetAsync("/admin/api/encryption", Token)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.PostAsJsonAsync("/admin/api/encryption/rotate", new { tenant = "nowhere" }, Token)).StatusCode);
    }

    private async Task<HttpClient> SignedInAsync(string user)
    {
        var client = await _platform.SignedInAsync(user);
        client.DefaultRequestHeaders.Add("Origin", _platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();
}
