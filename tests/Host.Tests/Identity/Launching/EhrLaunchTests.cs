using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Host.Tests.Identity.Authorizing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;
using static Host.Tests.Identity.Launching.LaunchFlow;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity.Launching;

/// <summary>SMART App Launch 2.2 section 2.0.3: apps started from a chart.</summary>
[Collection(IdentityCollection.Name)]
public sealed class EhrLaunchTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _flow = await RegisterAppAsync(_app);
        _browser = await _flow.SignedInAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Launch_FromTheChart_GivesTheAppItsPatientThroughRefreshAndIntrospection()
    {
        var (_, page) = await StartAsync(_browser, _flow.Client.Id, KnownPatients.Seen);
        var query = QueryHelpers.ParseQuery(new Uri(AddressOf(page)).Query);
        Assert.StartsWith("https://client.test/launch?", AddressOf(page), StringComparison.Ordinal);
        Assert.Equal(["iss", "launch", "tenant"], query.Keys.Order());
        Assert.Equal(Fhir, query["iss"]);
        Assert.DoesNotContain(KnownPatients.Seen, page);
        var handle = query["launch"].ToString();
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.AppLaunched, Subject: KnownPatients.Seen } && e.Reason == _flow.Client.Id);
        Assert.DoesNotContain(handle, _app.Log.Text);

        using (var asked = await _browser.GetAsync(_flow.Address(handle)))
        {
            Assert.Contains("Testperson, Juniper &lt;b&gt;", await asked.Content.ReadAsStringAsync());
        }

        var code = await CodeAsync(_browser, _flow.Address(handle, ("scope", "openid launch patient/*.rs offline_access")));
        using var redeemed = await _flow.RedeemAsync(_http, code);
        var first = await redeemed.Content.ReadFromJsonAsync<JsonElement>();
        using var refreshed = await _flow.RefreshAsync(_http, first.GetProperty("refresh_token").GetString()!);
        var second = await refreshed.Content.ReadFromJsonAsync<JsonElement>();
        foreach (var tokens in new[] { first, second })
        {
            Assert.Equal(KnownPatients.Seen, tokens.GetProperty("patient").GetString());
            Assert.True(tokens.GetProperty("need_patient_banner").GetBoolean());
            Assert.Equal(IdentityApp.Issuer + "/connect/smart-style.json", tokens.GetProperty("smart_style_url").GetString());
            Assert.Equal(KnownPatients.Seen, new JsonWebToken(tokens.GetProperty("access_token").GetString()).GetClaim("patient").Value);
            Assert.Equal(KnownPatients.Seen, await IntrospectedAsync(tokens.GetProperty("access_token").GetString()!));
        }

        Assert.Equal(KnownPatients.Seen, await IntrospectedAsync(second.GetProperty("refresh_token").GetString()!));
        using var again = await _browser.GetAsync(_flow.Address(handle));
        Assert.Equal("invalid_request", Back(again)["error"]);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("expired")]
    [InlineData("other user")]
    [InlineData("other session")]
    [InlineData("other client")]
    [InlineData("other tenant")]
    [InlineData("missing")]
    [InlineData("without its scope")]
    public async Task Authorize_HandleThatDoesNotFit_IsRefusedAndGivesNothing(string how)
    {
        var handle = await HandleAsync(_browser, _flow.Client.Id);
        var (browser, flow, address) = (_browser, _flow, _flow.Address(handle));
        switch (how)
        {
            case "unknown": address = flow.Address("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"); break;
            case "expired": _app.Clock.Advance(TimeSpan.FromMinutes(5)); break;
            case "other user": browser = await _flow.SignedInAsync(Roles.Provider); break;
            case "other session": await platform.ExecuteAsync("UPDATE platform.launches SET session_id = gen_random_uuid() WHERE client_id = $1", flow.Client.Id); break;
            case "other client": flow = await RegisterAppAsync(_app); address = flow.Address(handle); break;
            case "other tenant": await platform.ExecuteAsync("UPDATE platform.launches SET tenant_id = 'clinic' WHERE client_id = $1", flow.Client.Id); break;
            case "missing": address = flow.Address(handle: null); break;
            default: address = flow.Address(handle, ("scope", "openid")); break;
        }

        using var answer = await browser.GetAsync(address);

        Assert.Equal(("invalid_request", "s t&a=te"), (Back(answer)["error"].ToString(), Back(answer)["state"].ToString()));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", flow.Client.Id));
    }

    [Fact]
    public async Task Launch_TwoAtOnce_GiveOneCode()
    {
        var address = _flow.Address(await HandleAsync(_browser, _flow.Client.Id));
        using (await DecideAsync(_browser, _flow.Address(await HandleAsync(_browser, _flow.Client.Id))))
        {
            // Consent is remembered now: nothing is asked below.
        }

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _browser.GetAsync(address)));

        Assert.Single(answers, answer => Back(answer).ContainsKey("code"));
        Assert.Equal(3, answers.Count(answer => Back(answer).GetValueOrDefault("error") == "invalid_request"));
    }

    [Theory]
    [InlineData("no such app")]
    [InlineData("app of another tenant")]
    [InlineData("app that is not started from charts")]
    [InlineData("patient who is not seen")]
    [InlineData("forged form")]
    public async Task Launch_AppOrPatientNotThereForThisPerson_IsNotStarted(string how)
    {
        var client = how switch
        {
            "no such app" => "nobody",
            "app of another tenant" => (await RegisterAppAsync(_app, change: app => app with { Tenant = "clinic" })).Client.Id,
            "app that is not started from charts" => (await RegisterAsync(_app)).Client.Id,
            _ => _flow.Client.Id,
        };

        var (status, page) = await StartAsync(
            _browser, client, how.StartsWith("patient", StringComparison.Ordinal) ? KnownPatients.Hidden : KnownPatients.Seen, how == "forged form");

        Assert.Equal(how == "forged form" ? HttpStatusCode.BadRequest : HttpStatusCode.NotFound, status);
        Assert.Empty(AddressOf(page));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.launches WHERE client_id = $1", client));
        Assert.DoesNotContain(_app.Events.All, e => e.Kind == SecurityEventKind.AppLaunched);
    }

    // SMART App Launch 2.2 section 2.0.4.
    [Theory]
    [InlineData(null)]
    [InlineData("https://evil.test/fhir")]
    [InlineData("http://platform.test")]
    [InlineData("http://platform.test/FHIR")]
    public async Task Authorize_AudienceMissingOrAnother_IsRefused(string? audience)
    {
        using var answer = await _browser.GetAsync(_flow.Address(await HandleAsync(_browser, _flow.Client.Id), ("aud", audience)));

        Assert.Equal("invalid_request", Back(answer)["error"]);
    }

    private async Task<string?> IntrospectedAsync(string token)
    {
        using var answer = await _http.TokenAsync(Form(("token", token)), $"{_flow.Client.Id}:{_flow.Client.Secret}", "/connect/introspect");
        var said = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return said.TryGetProperty("patient", out var patient) ? patient.GetString() : said.ToString();
    }
}
