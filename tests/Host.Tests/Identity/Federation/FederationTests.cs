using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Federation;
using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity.Federation;

/// <summary>Signing in by a tenant's external provider: who is linked gets in, and no answer that is not meant for this attempt.</summary>
[Collection(IdentityCollection.Name)]
public sealed class FederationTests(IdentityPlatform platform) : IAsyncLifetime
{
    private static readonly Actor Tester = Actor.Plugin("tests");

    private IdentityApp _app = null!;
    private ProviderServer _provider = null!;
    private Browser _browser = null!;
    private string _tenant = "";
    private string _user = "";

    private ProviderDirectory Providers => _app.Services.GetRequiredService<ProviderDirectory>();

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartOnAsync(platform, IdentityApp.FreeAddress(), options => options.FailuresPerMinute = 1000);
        _provider = await ProviderServer.StartAsync();
        _browser = new Browser(_app.Address);
        _tenant = IdentityPlatform.Tenant;
        _user = await _app.AddUserAsync(Roles.Provider);
        await SetAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await platform.ExecuteAsync("DELETE FROM platform.federated_logins WHERE issuer = $1", _provider.Address);
        await Providers.RemoveAsync(_tenant, Tester, CancellationToken.None);
        await _provider.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_LinkedUser_GetsInWhereItWantedToGo()
    {
        await LinkAsync();

        var lands = await WalkAsync("/patients?x=1");

        Assert.Equal("/patients?x=1", lands);
        Assert.Equal(_user, (await _browser.WhoAsync())?.Name);
        Assert.Contains(_app.Events.All, e => e.Reason == "federation" && e.Actor.Name == _user);
    }

    // Neither a name nor a mail address says who somebody is.
    [Fact]
    public async Task SignIn_NobodyLinked_IsRefusedThoughNameAndAddressAreAUsers()
    {
        await platform.ExecuteAsync("UPDATE platform.users SET email = 'doctor@example.org', normalized_email = 'DOCTOR@EXAMPLE.ORG' WHERE user_name = $1", _user);
        (_provider.Says["email"], _provider.Says["email_verified"], _provider.Says["preferred_username"]) = ("doctor@example.org", true, _user);

        Assert.Equal("/sign-in?error=unlinked", await WalkAsync());
        await SetAsync(provider => provider with { CreateAccounts = true, RoleClaim = "groups", Roles = new Dictionary<string, string> { ["doctors"] = Roles.Provider } });
        _provider.Says["groups"] = new[] { "doctors" };

        Assert.Equal("/sign-in?error=unlinked", await WalkAsync());
        Assert.Null(await _browser.WhoAsync());
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.federated_logins WHERE issuer = $1", _provider.Address));
    }

    public static TheoryData<string, string> Lies => new()
    {
        { "iss", "https://elsewhere.example" }, { "aud", "somebody-else" }, { "nonce", "another" }, { "azp", "somebody-else" }, { "exp", "past" }, { "sub", "" },
        { "signature", "" }, { "answer", "https://elsewhere.example" }, { "answer", "" },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public async Task SignIn_AnswerThatIsNotForThisAttempt_IsRefused(string what, string value)
    {
        await LinkAsync();
        switch (what)
        {
            case "signature": _provider.SignsWrongly = true; break;
            case "answer": _provider.NamesItself = value.Length == 0 ? null : value; break;
            case "exp": _provider.Says["exp"] = TimeProvider.System.GetUtcNow().AddMinutes(-5).ToUnixTimeSeconds(); break;
            default: _provider.Says[what] = value; break;
        }

        Assert.Equal("/sign-in?error=federation", await WalkAsync());
        Assert.Null(await _browser.WhoAsync());
    }

    [Fact]
    public async Task SignIn_TokenForTwoAudiences_IsRefused()
    {
        await LinkAsync();
        _provider.Says["aud"] = new[] { ProviderServer.ClientId, "somebody-else" };

        Assert.Equal("/sign-in?error=federation", await WalkAsync());
    }

    // RFC 6749 section 10.12: an answer another browser asked for signs nobody in here; and none serves twice.
    [Fact]
    public async Task Answer_OfAnotherBrowserOrReplayed_IsRefused()
    {
        await LinkAsync();
        var answer = await AnswerAsync(_browser);
        var cookies = _browser.Cookies.GetCookieHeader(_app.Address);
        using var stranger = new Browser(_app.Address);

        Assert.Equal("/sign-in?error=federation", await GoAsync(stranger, answer));
        var other = await AnswerAsync(stranger);
        Assert.NotEqual(answer, other);
        Assert.Equal("/sign-in?error=federation", await GoAsync(stranger, answer));
        Assert.Equal("/", await GoAsync(_browser, answer));

        using var replay = new HttpRequestMessage(HttpMethod.Get, answer);
        replay.Headers.Add("Cookie", cookies);
        using var http = _app.Client();
        using var twice = await http.SendAsync(replay);
        Assert.Equal("/sign-in?error=federation", twice.Headers.Location?.OriginalString);
        Assert.Equal(1, _provider.Redeemed);
    }

    [Fact]
    public async Task SignIn_LockedUserOrSuspendedProvider_IsRefused()
    {
        await LinkAsync();
        await platform.ExecuteAsync("UPDATE platform.users SET lockout_end = '9999-12-31' WHERE user_name = $1", _user);
        Assert.Equal("/sign-in?error=federation", await WalkAsync());
        await SetAsync(provider => provider with { Active = false });

        using var begin = await _browser.GetAsync($"/connect/federation?tenant={_tenant}");

        Assert.Equal("/sign-in?error=federation", begin.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_TenantThatMakesAccounts_MakesOneWithMappedRolesOnceAndNoneWithout()
    {
        await SetAsync(provider => provider with
        {
            CreateAccounts = true, RoleClaim = "groups", Roles = new Dictionary<string, string> { ["wards"] = Roles.Nurse, ["doctors"] = Roles.Provider },
        });
        (_provider.Says["sub"], _provider.Says["preferred_username"], _provider.Says["groups"]) = ("new-1", IdentityApp.Fresh("newcomer"), new[] { "strangers" });
        Assert.Equal("/sign-in?error=unlinked", await WalkAsync());
        _provider.Says["groups"] = new[] { "wards", "strangers" };

        Assert.Equal("/", await WalkAsync());
        Assert.Equal("/", await WalkAsync());

        Assert.Equal(_provider.Says["preferred_username"], (await _browser.WhoAsync())?.Name);
        Assert.Equal("nurse", await platform.ScalarAsync<string>("""
            SELECT string_agg(r.name, ',') FROM platform.federated_logins f JOIN platform.user_roles ur ON ur.user_id = f.user_id
            JOIN platform.roles r ON r.id = ur.role_id WHERE f.subject = 'new-1' AND f.issuer = $1
            """, _provider.Address));
    }

    [Fact]
    public async Task Invitation_AcceptedByTheProvider_LinksTheInvitedUserOnce()
    {
        var id = Guid.Parse(await platform.ScalarAsync<string>("SELECT id::text FROM platform.users WHERE user_name = $1", _user));
        var token = (await _app.Services.GetRequiredService<MailLinks>().CreateAsync(id, MailLinks.Invitation, CancellationToken.None))!;

        Assert.Equal("/", await WalkAsync(invitation: token));
        Assert.Equal(_user, (await _browser.WhoAsync())?.Name);
        _provider.Says["sub"] = "somebody else";
        Assert.Equal("/sign-in?error=unlinked", await WalkAsync(invitation: token));
    }

    [Fact]
    public async Task Set_WhatCannotBeTrusted_IsRefused()
    {
        foreach (var bad in new[] { "http://login.example.org", "https://login.example.org/?x=1", "file:///etc/passwd", "login", "https://u:p@login.example.org" })
        {
            Assert.Equal("IDN-2050", await RefusedAsync(provider => provider with { Authority = bad }));
        }

        Assert.Equal("IDN-2050", await RefusedAsync(provider => provider with { Roles = new Dictionary<string, string> { ["chiefs"] = Roles.SuperAdmin } }));
        Assert.Equal("IDN-2050", await RefusedAsync(provider => provider with { CreateAccounts = true }));
        Assert.Equal(0, await platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.identity_providers WHERE position(convert_to($1, 'UTF8') IN client_secret) > 0", ProviderServer.Secret));
    }

    // The provider is this platform itself, as another organisation runs it.
    [Fact]
    public async Task SignIn_ByAnotherPlatform_GetsIn()
    {
        await using var other = await IdentityApp.StartOnAsync(platform, IdentityApp.FreeAddress());
        var client = Assert.IsType<AddClientOutcome.Added>(await other.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(IdentityApp.Fresh("platform"), "clinic", ["openid", "profile"])
            {
                Grants = ["authorization_code"], RedirectUris = [new Uri(_app.Address, "/connect/federation/callback").AbsoluteUri],
            },
            Tester, CancellationToken.None));
        var there = await other.AddUserToAsync("clinic", Roles.Nurse);
        await SetAsync(provider => provider with { Authority = other.Address.GetLeftPart(UriPartial.Authority), ClientId = client.Id }, client.Secret);
        using var away = new Browser(other.Address);
        using var signedIn = await away.SignInAsync(there, IdentityApp.GoodPassword);
        await Providers.LinkAsync(_user, (await away.WhoAsync())!.Id, Tester, AdminReach.Operator, CancellationToken.None);

        using var begin = await _browser.GetAsync($"/connect/federation?tenant={_tenant}");
        using var allowed = await Authorizing.Flow.DecideAsync(away, new Uri(begin.Headers.Location!.OriginalString).PathAndQuery);

        Assert.Equal("/", await GoAsync(_browser, new Uri(allowed.Headers.Location!.OriginalString).PathAndQuery));
        Assert.Equal(_user, (await _browser.WhoAsync())?.Name);
        await platform.ExecuteAsync("DELETE FROM platform.federated_logins WHERE issuer = $1", other.Address.GetLeftPart(UriPartial.Authority));
    }

    private async Task<string?> RefusedAsync(Func<IdentityProvider, IdentityProvider> change) =>
        (await Providers.SetAsync(change(Good()), ProviderServer.Secret, Tester, CancellationToken.None) as ProviderOutcome.Refused)?.Code;

    private IdentityProvider Good() => new(_tenant, _provider.Address, ProviderServer.ClientId) { DisplayName = "Clinic account" };

    private async Task SetAsync(Func<IdentityProvider, IdentityProvider>? change = null, string secret = ProviderServer.Secret) =>
        Assert.IsType<ProviderOutcome.Changed>(await Providers.SetAsync(change?.Invoke(Good()) ?? Good(), secret, Tester, CancellationToken.None));

    private async Task LinkAsync() => Assert.IsType<ProviderOutcome.Changed>(
        await Providers.LinkAsync(_user, "248289761001", Tester, AdminReach.Operator, CancellationToken.None));

    /// <summary>There and back; where the browser lands.</summary>
    private async Task<string?> WalkAsync(string? returnUrl = null, string? invitation = null) =>
        await GoAsync(_browser, await AnswerAsync(_browser, returnUrl, invitation));

    /// <summary>The address the provider sends the browser back to.</summary>
    private async Task<string> AnswerAsync(Browser browser, string? returnUrl = null, string? invitation = null)
    {
        var address = QueryHelpers.AddQueryString("/connect/federation", new Dictionary<string, string?>
        {
            ["tenant"] = _tenant, ["returnUrl"] = returnUrl ?? "/", ["invitation"] = invitation,
        }.Where(parameter => parameter.Value is not null));
        using var begin = await browser.GetAsync(address);
        using var away = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await away.GetAsync(begin.Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, back.StatusCode);
        return back.Headers.Location!.PathAndQuery;
    }

    private static async Task<string?> GoAsync(Browser browser, string answer)
    {
        using var landed = await browser.GetAsync(answer);
        return landed.Headers.Location?.OriginalString;
    }
}
