using System.Net;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class SignInTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private Browser _browser = null!;
    private string _user = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.FailuresPerMinute = 12);
        _browser = new(_app.Address);
        _user = await _app.AddUserAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_RightPassword_Redirects303WithAHardenedCookie()
    {
        using var answer = await _browser.SignInAsync(_user, IdentityApp.GoodPassword, "/patients?q=1#top");

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("/patients?q=1#top", answer.Headers.Location?.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("platform.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var who = await _browser.WhoAsync();
        Assert.Equal(("hospital", "User", _user), (who?.Tenant, who?.Kind, who?.Name));
        Assert.Contains("record:read", who!.Permissions);
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.SignedIn && e.Actor.Name == _user);
    }

    [Fact]
    public async Task SignIn_IssuerIsHttps_CookieIsSecureAndTakesTheHostPrefix()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => options.Issuer = "https://platform.test");

        var cookie = app.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(PlatformSchemes.Session).Cookie;

        Assert.Equal("__Host-platform.session", cookie.Name);
        Assert.Equal(CookieSecurePolicy.Always, cookie.SecurePolicy);
        Assert.Null(cookie.Domain);
    }

    [Fact]
    public async Task SignIn_WrongPasswordOrUnknownName_LookTheSame()
    {
        using var wrong = await _browser.SignInAsync(_user, "not the password");
        using var unknown = await _browser.SignInAsync(IdentityApp.Fresh("nobody"), "not the password");

        Assert.Equal("/sign-in?error=invalid&returnUrl=%2F", wrong.Headers.Location?.OriginalString);
        Assert.Equal(wrong.Headers.Location, unknown.Headers.Location);
        Assert.Null(await _browser.WhoAsync());
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.SignInRefused, Reason: "invalid", Tenant: "hospital" });
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.SignInRefused, Reason: "invalid", Tenant: null });
        Assert.DoesNotContain("not the password", _app.Log.Text);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task SignIn_TooManyFailures_LocksTheNameWhetherItExistsOrNot(bool exists)
    {
        var name = exists ? _user : IdentityApp.Fresh("nobody");
        for (var i = 0; i < 5; i++)
        {
            using var wrong = await _browser.SignInAsync(name, "guess");
            Assert.Contains("error=invalid", wrong.Headers.Location?.OriginalString);
        }

        using var locked = await _browser.SignInAsync(name, IdentityApp.GoodPassword);
        Assert.Contains("error=locked", locked.Headers.Location?.OriginalString);

        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        using var later = await _browser.SignInAsync(name, IdentityApp.GoodPassword);
        Assert.Equal(exists ? "/" : "/sign-in?error=invalid&returnUrl=%2F", later.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_ManyGuessesAtOnce_AreAllCounted()
    {
        var form = new Dictionary<string, string> { ["username"] = _user, ["password"] = "guess" };
        form["__RequestVerificationToken"] = await FormTokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _browser.PostAsync("/connect/sign-in", form)));

        Assert.Equal(5, answers.Count(answer => answer.Headers.Location?.OriginalString.Contains("error=invalid", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task SignIn_ManyFailuresFromOneAddress_AreThrottled()
    {
        for (var i = 0; i < 12; i++)
        {
            using var wrong = await _browser.SignInAsync(IdentityApp.Fresh("nobody"), "guess");
        }

        using var throttled = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);

        Assert.Contains("error=throttled", throttled.Headers.Location?.OriginalString);
        Assert.Null(await _browser.WhoAsync());
    }

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("//evil.test")]
    [InlineData("/\\evil.test")]
    [InlineData("/\t/evil.test")]
    [InlineData("/..//evil.test")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil")]
    public async Task SignIn_ForeignReturnUrl_LeadsHome(string returnUrl)
    {
        using var answer = await _browser.SignInAsync(_user, IdentityApp.GoodPassword, returnUrl);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_WithoutAntiforgeryField_IsRefused()
    {
        using var answer = await _browser.PostAsync(
            "/connect/sign-in", new() { ["username"] = _user, ["password"] = IdentityApp.GoodPassword });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null(await _browser.WhoAsync());
    }

    // Login CSRF: the attacker's field belongs to the attacker's browser.
    [Fact]
    public async Task SignIn_WithAnotherBrowsersAntiforgeryField_IsRefused()
    {
        using var attacker = new Browser(_app.Address);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/form");
        using var form = await attacker.SendAsync(request);

        using var answer = await _browser.PostAsync("/connect/sign-in", new()
        {
            ["username"] = _user,
            ["password"] = IdentityApp.GoodPassword,
            ["__RequestVerificationToken"] = await form.Content.ReadAsStringAsync(),
        });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("x\u0001y", "password")]
    [InlineData("user", "")]
    public async Task SignIn_StrangeInput_IsInvalid(string name, string password)
    {
        using var answer = await _browser.SignInAsync(name, password);

        Assert.Contains("error=invalid", answer.Headers.Location?.OriginalString);
    }

    // Fixation: signing in gives a session of its own and ends the one the browser had.
    [Fact]
    public async Task SignIn_Again_EndsTheFormerSession()
    {
        using var first = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        var planted = _browser.Cookies.GetCookies(_app.Address)["platform.session"]!.Value;
        using var again = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);

        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.NotNull(await _browser.WhoAsync());
        Assert.Null(await WhoWithCookieAsync(planted));
    }

    [Fact]
    public async Task SignOut_Then_ACopyOfTheCookieIsWorthless()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        var copy = _browser.Cookies.GetCookies(_app.Address)["platform.session"]!.Value;

        using var answer = await _browser.SignOutAsync();

        Assert.Equal("/sign-in", answer.Headers.Location?.OriginalString);
        Assert.Null(await _browser.WhoAsync());
        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await WhoWithCookieAsync(copy));
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.SignedOut);
    }

    [Fact]
    public async Task SignOut_WithoutAntiforgeryField_LeavesTheSession()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);

        using var answer = await _browser.PostAsync("/connect/sign-out", []);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(await _browser.WhoAsync());
    }

    public static TheoryData<string> Endings =>
    [
        "UPDATE platform.users SET security_stamp = 'changed' WHERE normalized_user_name = $1",
        "UPDATE platform.users SET lockout_end = 'infinity' WHERE normalized_user_name = $1",
        "DELETE FROM platform.users WHERE normalized_user_name = $1",
        "UPDATE platform.user_sessions SET ended_at = now() WHERE user_id = (SELECT id FROM platform.users WHERE normalized_user_name = $1)",
    ];

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Session_UserChangedInTheDatabase_EndsWithinTheRevalidation(string change)
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.NotNull(await _browser.WhoAsync());
        await platform.ExecuteAsync(change, _user.ToUpperInvariant());

        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        Assert.Null(await _browser.WhoAsync());
    }

    [Fact]
    public async Task Session_RoleTaken_LosesItsRightsWithinTheRevalidation()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        await platform.ExecuteAsync(
            "DELETE FROM platform.user_roles WHERE user_id = (SELECT id FROM platform.users WHERE normalized_user_name = $1)", _user.ToUpperInvariant());

        _app.Clock.Advance(TimeSpan.FromSeconds(61));

        var who = await _browser.WhoAsync();
        Assert.Empty(who!.Permissions);
        Assert.False(who.ReadsPatients);
    }

    [Fact]
    public async Task Session_BusyForLongerThanItsLifetime_Ends()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        for (var quarters = 0; quarters < 47; quarters++)
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(15));
            Assert.NotNull(await _browser.WhoAsync());
        }

        _app.Clock.Advance(TimeSpan.FromMinutes(16));

        Assert.Null(await _browser.WhoAsync());
    }

    [Fact]
    public async Task Session_Idle_Ends()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);

        _app.Clock.Advance(TimeSpan.FromMinutes(31));

        Assert.Null(await _browser.WhoAsync());
    }

    [Fact]
    public async Task Page_MarkedAuthorize_IsOpenToTheSignedInOnly()
    {
        using var before = new HttpRequestMessage(HttpMethod.Get, "/authorized");
        before.Headers.Accept.ParseAdd("text/html");
        using var away = await _browser.SendAsync(before);
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        using var after = new HttpRequestMessage(HttpMethod.Get, "/authorized");
        using var shown = await _browser.SendAsync(after);

        Assert.Equal("/sign-in?returnUrl=%2Fauthorized", away.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    public async Task Page_NobodySignedIn_LeadsABrowserToTheFormAndBack()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/page?a=1&b=2");
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/sign-in?returnUrl=%2Fpage%3Fa%3D1%26b%3D2", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Api_NobodySignedIn_IsNeverARedirectEvenForABrowser()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/who");
        request.Headers.Accept.ParseAdd("text/html");

        using var answer = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Api_ForbiddenWithSession_Is403()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/test/forbidden");

        using var answer = await _browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    private async Task<string> FormTokenAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/form");
        using var form = await _browser.SendAsync(request);
        return await form.Content.ReadAsStringAsync();
    }

    private async Task<Who?> WhoWithCookieAsync(string value)
    {
        var cookies = new CookieContainer();
        cookies.Add(_app.Address, new Cookie("platform.session", value));
        using var other = new Browser(_app.Address, cookies);
        return await other.WhoAsync();
    }
}
