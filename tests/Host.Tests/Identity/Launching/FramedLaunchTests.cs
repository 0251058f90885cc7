using System.Net;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Json;
using Host.Tests.Identity.Authorizing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.Authorizing.Flow;
using static Host.Tests.Identity.Launching.LaunchFlow;

namespace Host.Tests.Identity.Launching;

/// <summary>Apps in a frame of the chart: they get on without a page, or not at all.</summary>
[Collection(IdentityCollection.Name)]
public sealed class FramedLaunchTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string Policy = "default-src 'self'; frame-src 'none'; frame-ancestors 'none'";

    private IdentityApp _app = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _flow = await RegisterAppAsync(_app, preApproved: true);
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Authorize_PreApprovedAppInAFrame_GetsItsCodeWithoutAPage()
    {
        var started = await StartInChartAsync(_flow.Client.Id);
        Assert.NotNull(started);
        var launches = _app.Services.GetRequiredService<StartLaunch>();
        Assert.False(await launches.HasArrivedAsync(started, CancellationToken.None));
        var address = _flow.Address(started.Handle);

        // From the app's own site the frame brings no cookie; the page it gets leads back here, where it does.
        using var stranger = new Browser(_app.Address);
        using var first = await FramedAsync(stranger, address, "cross-site");
        Assert.Contains("frame-ancestors 'self'", first.Headers.GetValues("Content-Security-Policy").Single());
        var again = AddressOf(await first.Content.ReadAsStringAsync());
        Assert.Equal(QueryHelpers.ParseQuery(new Uri(_app.Address, address).Query), QueryHelpers.ParseQuery(new Uri(_app.Address, again).Query));
        using var answer = await FramedAsync(_browser, again);

        using var http = _app.Client();
        using var redeemed = await _flow.RedeemAsync(http, Back(answer)["code"].ToString());
        var tokens = await redeemed.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((KnownPatients.Seen, false), (tokens.GetProperty("patient").GetString(), tokens.GetProperty("need_patient_banner").GetBoolean()));
        Assert.True(await launches.HasArrivedAsync(started, CancellationToken.None));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.consents WHERE client_id = $1", _flow.Client.Id));
    }

    [Theory]
    [InlineData("not signed in", "login_required")]
    [InlineData("consent", "consent_required")]
    [InlineData("prompt", "consent_required")]
    [InlineData("patient", "interaction_required")]
    public async Task Authorize_FrameThatWouldHaveToAsk_TellsTheAppInstead(string what, string error)
    {
        var flow = what == "consent" ? await RegisterAppAsync(_app) : _flow;
        var handle = await HandleAsync(_browser, flow.Client.Id);
        using var stranger = new Browser(_app.Address);

        using var answer = await FramedAsync(what == "not signed in" ? stranger : _browser, what switch
        {
            "prompt" => flow.Address(handle, ("prompt", "consent")),
            "patient" => flow.Address(handle: null, ("scope", "launch/patient patient/*.rs")),
            _ => flow.Address(handle),
        });

        Assert.Equal(error, Back(answer)["error"]);
    }

    [Fact]
    public async Task Authorize_PreApprovedAppNotStartedFromAChart_AsksForConsent()
    {
        using var answer = await _browser.GetAsync(_flow.Address(handle: null, ("scope", "openid user/*.rs")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("name=\"decision\"", await answer.Content.ReadAsStringAsync());
        Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task StartInChart_AppThatAsksForConsent_IsNotStarted() =>
        Assert.Null(await StartInChartAsync((await RegisterAppAsync(_app)).Client.Id));

    [Fact]
    public async Task Policy_OfTheAppsPage_FramesThatAppAndTheAuthorizationEndpointOnly()
    {
        var client = _flow.Client.Id;
        Assert.Equal(
            $"default-src 'self'; frame-src https://client.test {IdentityApp.Issuer}/connect/authorize; frame-ancestors 'none'",
            await PolicyAsync($"/patients/{KnownPatients.Seen}/launch/{client}"));

        Assert.Equal(Policy, await PolicyAsync($"/patients/{KnownPatients.Seen}/launch/{client}", "clinic"));
        Assert.Equal(Policy, await PolicyAsync($"/patients/{KnownPatients.Seen}/launch/{client}", tenant: null));
        Assert.Equal(Policy, await PolicyAsync($"/patients/{KnownPatients.Seen}/launch/{client}", host: "client.test"));
        Assert.Equal(Policy, await PolicyAsync($"/patients/{KnownPatients.Seen}/launch/{(await RegisterAppAsync(_app)).Client.Id}"));
        foreach (var path in new[] { "/", $"/patients/{KnownPatients.Seen}", $"/patients/{KnownPatients.Seen}/launch", $"/patients/a/launch/{client}/b", "/patients/a/launch/nobody", $"/x/a/launch/{client}" })
        {
            Assert.Equal(Policy, await PolicyAsync(path));
        }
    }

    [Theory]
    [InlineData(IdentityApp.Issuer + "/launch", false)]
    [InlineData("HTTP://PLATFORM.test/launch", false)]
    [InlineData("http://client.test/launch", false)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(null, true)]
    public async Task Register_AppThatMustNotBeFramed_IsRefused(string? launchUri, bool preApproved)
    {
        var outcome = await _app.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(IdentityApp.Fresh("app"), IdentityPlatform.Tenant, ["launch"])
            {
                Grants = ["authorization_code"], RedirectUris = [Redirect], LaunchUri = launchUri, PreApproved = preApproved,
            },
            Actor.Plugin("tests"), CancellationToken.None);

        Assert.IsType<AddClientOutcome.Refused>(outcome);
    }

    [Fact]
    public async Task Apps_OfATenant_AreItsOwnThatStartFromCharts()
    {
        var plain = await RegisterAsync(_app);
        var foreign = await RegisterAppAsync(_app, change: client => client with { Tenant = "clinic" });
        var asking = await RegisterAppAsync(_app);

        var apps = await _app.Services.GetRequiredService<StartLaunch>().AppsAsync(await PrincipalAsync(), CancellationToken.None);

        Assert.Contains(apps, app => app is { Name: "Growth <Charts>", Origin: "https://client.test", OpensInChart: true } && app.Id == _flow.Client.Id);
        Assert.Contains(apps, app => !app.OpensInChart && app.Id == asking.Client.Id);
        Assert.DoesNotContain(apps, app => app.Id == plain.Client.Id || app.Id == foreign.Client.Id);
        Assert.Empty(await _app.Services.GetRequiredService<StartLaunch>().AppsAsync(new(), CancellationToken.None));
    }

    private async Task<StartedLaunch?> StartInChartAsync(string client) => await _app.Services.GetRequiredService<StartLaunch>().RunAsync(
        await PrincipalAsync(), client, KnownPatients.Seen, inChart: true, "request-1", CancellationToken.None);

    // What the shell's live pages have: the principal of the browser's session.
    private async Task<ClaimsPrincipal> PrincipalAsync()
    {
        var who = (await _browser.WhoAsync())!;
        var session = await platform.ScalarAsync<Guid>("SELECT id FROM platform.user_sessions WHERE user_id = $1", Guid.Parse(who.Id));
        var stamp = await platform.ScalarAsync<string>("SELECT security_stamp FROM platform.users WHERE id = $1", Guid.Parse(who.Id));
        return new(new ClaimsIdentity(
            [new("sub", who.Id), new("name", who.Name), new("tenant", who.Tenant), new("role", Roles.Provider), new("sid", session.ToString()), new("stamp", stamp)],
            PlatformSchemes.Session));
    }

    private async Task<string> PolicyAsync(string path, string? tenant = IdentityPlatform.Tenant, string host = "platform.test")
    {
        var context = new DefaultHttpContext();
        (context.Request.Method, context.Request.Path, context.Request.Scheme, context.Request.Host) = ("GET", path, "https", new(host));
        context.User = new(new ClaimsIdentity(tenant is null ? [] : [new("tenant", tenant)], "session"));
        context.Response.Headers.ContentSecurityPolicy = Policy;
        await new FrameTheApp(
            _ => Task.CompletedTask,
            _app.Services.GetRequiredService<ClientStore>(),
            _app.Services.GetRequiredService<IOptions<PlatformIdentityOptions>>()).InvokeAsync(context);
        return context.Response.Headers.ContentSecurityPolicy.ToString();
    }
}
