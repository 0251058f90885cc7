using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Host.Tests.Plugins;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Admin;

/// <summary>Clients as administrators see and change them: of the own tenant, or of all.</summary>
[Collection(AdministrationCollection.Name)]
public sealed class ClientAdministrationTests(FixturePlatform fixture)
{
    private const string Password = "lantern over the quiet harbour";

    private static int _names;

    private TestPlatform Platform => fixture.Platform;

    [Fact]
    public async Task List_ByTheTenantsAdministrator_ShowsItsClientsAndNoOther()
    {
        var (theirs, _) = await AddClientAsync("other");
        var (ours, _) = await AddClientAsync("demo");
        using var admin = await OrgAdminAsync();
        using var chief = await Platform.AdminAsync("admin@demo");

        var (status, clients) = await admin.AskAsync(HttpMethod.Get, "/admin/api/clients?limit=200");
        var (_, asked) = await admin.AskAsync(HttpMethod.Get, "/admin/api/clients?tenant=other");
        var (_, all) = await chief.AskAsync(HttpMethod.Get, $"/admin/api/clients?search={theirs}");

        Assert.Equal(200, status);
        Assert.Contains(clients.EnumerateArray(), client => client.GetProperty("id").GetString() == ours);
        Assert.All(clients.EnumerateArray(), client => Assert.Equal("demo", client.GetProperty("tenant").GetString()));
        Assert.DoesNotContain("secret_hash", clients.GetRawText(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, asked.GetArrayLength());
        Assert.Equal("other", Assert.Single(all.EnumerateArray()).GetProperty("tenant").GetString());
    }

    [Theory]
    [InlineData("deactivate")]
    [InlineData("activate")]
    [InlineData("secret")]
    public async Task Client_OfAnotherTenant_IsAnsweredAsOneThatDoesNotExist(string action)
    {
        var (theirs, secret) = await AddClientAsync("other");
        using var admin = await OrgAdminAsync();

        var there = await admin.AskAsync(HttpMethod.Post, $"/admin/api/clients/{action}", new { id = theirs });
        var nobody = await admin.AskAsync(HttpMethod.Post, $"/admin/api/clients/{action}", new { id = "nobody" });

        Assert.Equal((404, "IDN-2041"), (there.Status, there.Body.Code()));
        Assert.Equal(nobody.Body.GetProperty("detail").GetString(), there.Body.GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await TokenAsync(theirs, secret)).Status);
    }

    [Fact]
    public async Task Deactivate_Client_IsRefusedWithinASecondAndLetInAgain()
    {
        var (id, secret) = await AddClientAsync("demo");
        using var client = await WithTokenAsync(id, secret);
        using var admin = await OrgAdminAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client));

        var (status, changed) = await admin.AskAsync(HttpMethod.Post, "/admin/api/clients/deactivate", new { id });
        await RefusedWithinASecondAsync(client);

        Assert.Equal((200, false), (status, changed.GetProperty("active").GetBoolean()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(id, secret)).Status);
        await admin.AskAsync(HttpMethod.Post, "/admin/api/clients/activate", new { id });
        Assert.Equal(HttpStatusCode.OK, (await TokenAsync(id, secret)).Status);
        Assert.Equal(2, await Platform.ScalarAsync<long>(
            $"SELECT count(*) FROM platform.audit_event WHERE action = 'account' AND detail IN ('client_deactivated', 'client_activated') AND request_id = '{id}'"));
    }

    [Fact]
    public async Task Secret_OfAClient_ReplacesTheOldOne()
    {
        var (id, old) = await AddClientAsync("demo");
        using var admin = await OrgAdminAsync();
        var (_, open) = await admin.AskAsync(HttpMethod.Post, "/admin/api/clients", new
        {
            id = Fresh(), tenant = "demo", isPublic = true, grants = new[] { "authorization_code" }, scopes = new[] { "openid" }, redirectUris = new[] { "https://app.example/back" },
        });

        var (status, made) = await admin.AskAsync(HttpMethod.Post, "/admin/api/clients/secret", new { id });
        var refused = await admin.AskAsync(HttpMethod.Post, "/admin/api/clients/secret", new { id = open.GetProperty("id").GetString() });

        Assert.Equal(200, status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await TokenAsync(id, old)).Status);
        Assert.Equal(HttpStatusCode.OK, (await TokenAsync(id, made.GetProperty("secret").GetString()!)).Status);
        Assert.Equal((409, "IDN-2040"), (refused.Status, refused.Body.Code()));
    }

    [Fact]
    public async Task Page_ShowsTheOwnTenantsClients_OnlyToThoseWhoAdministerThem()
    {
        var (theirs, _) = await AddClientAsync("other");
        using var admin = await OrgAdminAsync();
        using var nurse = await Platform.AdminAsync("nurse@demo");
        admin.DefaultRequestHeaders.Add("Accept", "text/html");
        nurse.DefaultRequestHeaders.Add("Accept", "text/html");

        var page = await admin.GetStringAsync("/admin/clients", TestContext.Current.CancellationToken);
        using var refused = await nurse.GetAsync("/admin/clients", TestContext.Current.CancellationToken);

        Assert.Contains("demo-client", page, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs, page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    private static async Task RefusedWithinASecondAsync(HttpClient client)
    {
        var since = Stopwatch.StartNew();
        while (await StatusAsync(client) != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(1), "Its token still opens something after a second.");
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/api/hello/where", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    private async Task<HttpClient> WithTokenAsync(string id, string secret)
    {
        var client = Platform.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", (await TokenAsync(id, secret)).Token);
        return client;
    }

    private async Task<(HttpStatusCode Status, string? Token)> TokenAsync(string id, string secret)
    {
        using var http = Platform.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"))) },
        };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var body = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (answer.StatusCode, body.TryGetProperty("access_token", out var token) ? token.GetString() : null);
    }

    private async Task<(string Id, string Secret)> AddClientAsync(string tenant)
    {
        await Platform.Services.GetRequiredService<TenantDirectory>().AddAsync(tenant, tenant, CancellationToken.None);
        using var chief = await Platform.AdminAsync("admin@demo");
        var (status, made) = await chief.AskAsync(HttpMethod.Post, "/admin/api/clients", new { id = Fresh(), tenant, scopes = new[] { "system/*.cruds" } });
        Assert.Equal(200, status);
        return (made.GetProperty("id").GetString()!, made.GetProperty("secret").GetString()!);
    }

    private async Task<HttpClient> OrgAdminAsync()
    {
        await using var scope = Platform.Services.CreateAsyncScope();
        var user = new NewUser(Fresh(), "demo", [Roles.OrgAdmin]) { Password = Password };
        Assert.IsType<AddUserOutcome.Added>(await scope.ServiceProvider.GetRequiredService<UserDirectory>().AddAsync(user, Actor.Plugin("tests"), CancellationToken.None));
        return await Platform.AdminAsync(user.UserName, Password);
    }

    private static string Fresh() => $"client-{Interlocked.Increment(ref _names)}";
}
