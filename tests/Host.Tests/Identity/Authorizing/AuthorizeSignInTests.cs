using System.Net;
using Microsoft.AspNetCore.WebUtilities;
using PluginPlatform.Sdk.Access;
using static Host.Tests.Identity.Authorizing.Flow;

namespace Host.Tests.Identity.Authorizing;

/// <summary>How people get from an authorization request to the sign-in page and back.</summary>
[Collection(IdentityCollection.Name)]
public sealed class AuthorizeSignInTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private Flow _flow = null!;
    private Browser _browser = null!;
    private string _user = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _flow = await RegisterAsync(_app);
        _browser = new(_app.Address);
        _user = await _app.AddUserAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Authorize_NobodySignedIn_LeadsToTheSignInPageAndBack()
    {
        var back = await ReturnAsync(_flow.Address());
        Assert.StartsWith("/connect/authorize?", back, StringComparison.Ordinal);

        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword, back);
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        using var answer = await DecideAsync(_browser, signedIn.Headers.Location!.OriginalString);

        Assert.Equal("s t&a=te", Back(answer)["state"]);
        Assert.True(Back(answer).ContainsKey("code"));
    }

    [Theory]
    [InlineData("redirect_uri", "https://evil.test/")]
    [InlineData("client_id", "nobody")]
    public async Task Authorize_BadRequestOfAStranger_IsNotSentToSignIn(string name, string value)
    {
        using var answer = await _browser.GetAsync(_flow.Address((name, value)));

        Assert.Equal((HttpStatusCode.BadRequest, null), (answer.StatusCode, answer.Headers.Location));
    }

    [Fact]
    public async Task Authorize_PromptNone_NeverAsks()
    {
        using var stranger = await _browser.GetAsync(_flow.Address(("prompt", "none")));
        Assert.Equal("login_required", Back(stranger)["error"]);

        await SignInAsync();
        using var unasked = await _browser.GetAsync(_flow.Address(("prompt", "none")));
        Assert.Equal("consent_required", Back(unasked)["error"]);

        await CodeAsync(_browser, _flow.Address());
        using var silent = await _browser.GetAsync(_flow.Address(("prompt", "none")));
        Assert.True(Back(silent).ContainsKey("code"));
    }

    [Theory]
    [InlineData("login")]
    [InlineData("select_account")]
    public async Task Authorize_PromptLogin_NeedsANewSignIn(string prompt)
    {
        await SignInAsync();
        _app.Clock.Advance(TimeSpan.FromSeconds(5));
        var back = await ReturnAsync(_flow.Address(("prompt", prompt)));

        // Going back without having signed in leads to the form again.
        using var unsigned = await _browser.GetAsync(back);
        Assert.StartsWith("/sign-in?", unsigned.Headers.Location?.OriginalString, StringComparison.Ordinal);

        await SignInAsync();
        using var answer = await DecideAsync(_browser, back);
        Assert.True(Back(answer).ContainsKey("code"));
    }

    [Fact]
    public async Task Authorize_MarkOfAnotherRequestOrForged_CountsForNothing()
    {
        await SignInAsync();
        var mark = QueryHelpers.ParseQuery((await ReturnAsync(_flow.Address(("prompt", "login")))).Split('?')[1])["resume"].ToString();
        await SignInAsync();

        foreach (var bad in new[] { mark, "forged", "" })
        {
            using var answer = await _browser.GetAsync($"{_flow.Address(("prompt", "login"), ("state", "other"))}&resume={bad}");
            Assert.StartsWith("/sign-in?", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Authorize_MaxAgeExceeded_NeedsANewSignIn()
    {
        await SignInAsync();
        await CodeAsync(_browser, _flow.Address());
        _app.Clock.Advance(TimeSpan.FromMinutes(2));

        using var young = await _browser.GetAsync(_flow.Address(("max_age", "600")));
        Assert.True(Back(young).ContainsKey("code"));
        using var silent = await _browser.GetAsync(_flow.Address(("max_age", "60"), ("prompt", "none")));
        Assert.Equal("login_required", Back(silent)["error"]);
        var back = await ReturnAsync(_flow.Address(("max_age", "60")));
        await SignInAsync();
        using var answer = await _browser.GetAsync(back);
        Assert.True(Back(answer).ContainsKey("code"));
    }

    [Fact]
    public async Task Authorize_SignedOutElsewhere_AsksToSignInAtOnce()
    {
        await SignInAsync();
        await platform.ExecuteAsync(
            "UPDATE platform.user_sessions SET ended_at = now() WHERE user_id = (SELECT id FROM platform.users WHERE user_name = $1)", _user);

        Assert.StartsWith("/connect/authorize?", await ReturnAsync(_flow.Address()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consent_GivenBefore_IsNotAskedAgainButForMoreOrOnWish()
    {
        await SignInAsync();
        await CodeAsync(_browser, _flow.Address(("scope", "openid profile")));

        using var same = await _browser.GetAsync(_flow.Address(("scope", "openid")));
        Assert.True(Back(same).ContainsKey("code"));
        using var more = await _browser.GetAsync(_flow.Address(("scope", "openid email")));
        Assert.Equal(HttpStatusCode.OK, more.StatusCode);
        using var wished = await _browser.GetAsync(_flow.Address(("scope", "openid"), ("prompt", "consent")));
        Assert.Equal(HttpStatusCode.OK, wished.StatusCode);
        var html = await more.Content.ReadAsStringAsync();
        Assert.Contains("Growth &lt;Charts&gt;", html);
        Assert.Contains("See your e-mail address", html);
        var policy = more.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("form-action 'self' https://client.test;", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
    }

    [Fact]
    public async Task Consent_WithoutAntiforgeryFieldOrQuestionOrDecision_IsRefusedAndWritesNothing()
    {
        await SignInAsync();
        using var page = await _browser.GetAsync(_flow.Address());
        var fields = Fields(await page.Content.ReadAsStringAsync());
        fields["decision"] = "allow";

        foreach (var (name, value) in new[] { ("__RequestVerificationToken", ""), ("request", ""), ("request", "forged"), ("decision", "perhaps") })
        {
            using var answer = await _browser.PostAsync("/connect/consent", new(fields) { [name] = value });
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }

        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", _flow.Client.Id));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.consents WHERE client_id = $1", _flow.Client.Id));
    }

    // The question one person was asked cannot be answered by another, or by the same person in another session.
    [Fact]
    public async Task Consent_QuestionOfAnotherSession_IsRefused()
    {
        using var other = await _flow.SignedInAsync(Roles.Nurse);
        using var asked = await other.GetAsync(_flow.Address());
        var question = Fields(await asked.Content.ReadAsStringAsync())["request"];
        await SignInAsync();
        using var own = await _browser.GetAsync(_flow.Address());
        var fields = Fields(await own.Content.ReadAsStringAsync());

        using var answer = await _browser.PostAsync("/connect/consent", new(fields) { ["request"] = question, ["decision"] = "allow" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", _flow.Client.Id));
    }

    [Fact]
    public async Task Consent_OldQuestion_IsRefused()
    {
        await SignInAsync();
        using var page = await _browser.GetAsync(_flow.Address());
        var fields = Fields(await page.Content.ReadAsStringAsync());
        fields["decision"] = "allow";
        _app.Clock.Advance(TimeSpan.FromMinutes(16));

        using var answer = await _browser.PostAsync("/connect/consent", fields);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task SignInAsync()
    {
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    /// <summary>Where the sign-in page that the address leads to would lead back to.</summary>
    private async Task<string> ReturnAsync(string address)
    {
        using var answer = await _browser.GetAsync(address);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("/sign-in?", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(answer.Headers.Location!.OriginalString.Split('?', 2)[1])["returnUrl"].ToString();
    }
}
