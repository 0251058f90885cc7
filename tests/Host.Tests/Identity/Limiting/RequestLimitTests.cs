using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Limiting;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity.Limiting;

/// <summary>Who asks too often is told when to come again, and nobody else feels it.</summary>
[Collection(IdentityCollection.Name)]
public sealed class RequestLimitTests(IdentityPlatform platform, ITestOutputHelper output)
{
    private static readonly Actor Tester = Actor.Plugin("tests");

    [Fact]
    public async Task Client_BeyondItsOwnLimit_IsRefusedAndItsNeighbourIsNot()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var http = app.Client();
        var (partner, neighbour) = (await app.AddClientAsync("system/*.rs"), await app.AddClientAsync("system/*.rs"));
        var roster = app.Services.GetRequiredService<ClientRoster>();
        Assert.IsType<ChangeClientOutcome.Changed>(await roster.LimitAsync(partner.Id, 3, Tester, AdminReach.Operator, CancellationToken.None));
        var token = await http.AccessTokenAsync(partner.Id, partner.Secret);
        var other = await http.AccessTokenAsync(neighbour.Id, neighbour.Secret);

        // The token took one of three.
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests], await AskAsync(http, token, 3));
        Assert.All(await AskAsync(http, other, 5), status => Assert.Equal(HttpStatusCode.OK, status));
        using var refused = await http.WithTokenAsync(token);
        using var noToken = await http.TokenAsync(Form(("grant_type", "client_credentials")), $"{partner.Id}:{partner.Secret}");

        Assert.Equal("IDN-1004", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal((HttpStatusCode.TooManyRequests, "temporarily_unavailable"), (noToken.StatusCode, await noToken.ErrorAsync()));
        Assert.NotNull(noToken.Headers.RetryAfter);

        Assert.IsType<ChangeClientOutcome.Changed>(await roster.LimitAsync(partner.Id, null, Tester, AdminReach.Operator, CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, Assert.Single(await AskAsync(http, token, 1)));
    }

    [Fact]
    public async Task Limit_BeyondThePlatforms_IsNotGivenByATenantsAdministrator()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => options.Requests.Client = 100);
        var client = await app.AddClientAsync("system/*.rs");
        var roster = app.Services.GetRequiredService<ClientRoster>();
        var own = new AdminReach(IdentityPlatform.Tenant, null);

        var more = Assert.IsType<ChangeClientOutcome.Refused>(await roster.LimitAsync(client.Id, 101, Tester, own, CancellationToken.None));
        var none = Assert.IsType<ChangeClientOutcome.Refused>(await roster.LimitAsync(client.Id, 0, Tester, AdminReach.Operator, CancellationToken.None));

        Assert.Equal(("IDN-2042", "IDN-2042"), (more.Code, none.Code));
        Assert.IsType<ChangeClientOutcome.Changed>(await roster.LimitAsync(client.Id, 100, Tester, own, CancellationToken.None));
        Assert.IsType<ChangeClientOutcome.Changed>(await roster.LimitAsync(client.Id, 101, Tester, AdminReach.Operator, CancellationToken.None));
    }

    [Fact]
    public async Task Stranger_BeyondTheAddresssLimit_IsRefusedOnEveryLimitedPathAndUsersAreNot()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => (options.Requests.Address, options.Requests.Connect) = (2, 5));
        using var http = app.Client();
        var client = await app.AddClientAsync("system/*.rs");
        using var flow = new Browser(app.Address);
        using var signedIn = await flow.SignInAsync(await app.AddUserAsync(Roles.Provider), IdentityApp.GoodPassword);
        var token = await http.AccessTokenAsync(client.Id, client.Secret);

        // A bad token vouches for nobody.
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], await AskAsync(http, "bad", 3));
        foreach (var path in new[] { "/fhir/Patient/1", "/api/test/who", "/admin/api/users" })
        {
            using var answer = await http.GetAsync(path);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        using var page = await http.GetAsync("/page");
        Assert.NotEqual(HttpStatusCode.TooManyRequests, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, Assert.Single(await AskAsync(http, token, 1)));
        Assert.NotNull(await flow.WhoAsync());

        // Two went for the form and the token above.
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await http.GetAsync("/connect/jwks");
            statuses.Add(answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
        Assert.Equal(HttpStatusCode.OK, statuses[0]);
    }

    [Fact]
    public async Task User_BeyondTheLimit_IsRefusedHoweverManySessionsThereAre()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => options.Requests.User = 3);
        var name = await app.AddUserAsync(Roles.Provider);
        using var desk = new Browser(app.Address);
        using var ward = new Browser(app.Address);
        using var first = await desk.SignInAsync(name, IdentityApp.GoodPassword);
        using var second = await ward.SignInAsync(name, IdentityApp.GoodPassword);

        Assert.NotNull(await desk.WhoAsync());
        Assert.NotNull(await ward.WhoAsync());
        Assert.NotNull(await desk.WhoAsync());
        using var refused = await ward.GetAsync("/api/test/who");

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
    }

    // Whoever makes addresses up fills no memory and locks nobody out for good.
    [Fact]
    public void Buckets_MoreKeysThanTheyHold_ShareOneUntilTheOldAreForgotten()
    {
        var clock = new Stopwatch();
        using var buckets = new Buckets<int>(16, clock);
        for (var key = 0; key < 16; key++)
        {
            Assert.Null(buckets.Take(key, 2));
        }

        Assert.Equal([true, true, false], new[] { 100, 101, 102 }.Select(key => buckets.Take(key, 2) is null));
        Assert.Equal(16, buckets.Count);
        Assert.Null(buckets.Take(3, 2));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Null(buckets.Take(103, 2));
        Assert.Equal(1, buckets.Count);
    }

    [Fact]
    public void Take_AdmittedClient_PutsNothingOnTheHeap()
    {
        Assert.True(ScopeSet.TryParse("system/*.rs", out var scopes));
        using var limits = new RequestLimits(Options.Create(new PlatformIdentityOptions()), TimeProvider.System);
        var context = new DefaultHttpContext { User = new BearerPrincipal(new ClientIdentity("reader", "demo", scopes)) };
        context.Request.Path = "/fhir/Patient/1";
        Assert.Null(limits.Take(context));

        const int Rounds = 100_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var started = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Rounds; i++)
        {
            limits.Take(context);
        }

        var took = TimeProvider.System.GetElapsedTime(started);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{took.TotalNanoseconds / Rounds:F0} ns a request");
        Assert.Equal(0, allocated);
    }

    private sealed class Stopwatch : TimeProvider
    {
        private long _now = 1;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan by) => _now += by.Ticks;
    }

    private static async Task<HttpStatusCode[]> AskAsync(HttpClient http, string token, int times)
    {
        var statuses = new HttpStatusCode[times];
        for (var i = 0; i < times; i++)
        {
            using var answer = await http.WithTokenAsync(token);
            statuses[i] = answer.StatusCode;
        }

        return statuses;
    }
}
