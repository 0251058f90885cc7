using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>Passkeys with Chromium's virtual authenticator: added, used to sign in, named, removed.</summary>
public sealed class PasskeyTests(SignInPlatform signIn) : IClassFixture<SignInPlatform>
{
    [Fact]
    public async Task Passkey_AddedInABrowser_SignsInWithoutNameAndPasswordUntilItIsRemoved()
    {
        await using var reader = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await AddAuthenticatorAsync(reader.Page);

        // A passkey belongs to a name; 127.0.0.1 is none.
        var host = $"http://localhost:{signIn.Platform.Address.Port}";
        await SignInAsync(reader.Page, host, "clinician@demo");
        await reader.Page.FillAsync("#name", "Ward <phone>");
        await reader.Page.FillAsync("#current", "Demo-2026!");
        await reader.Page.ClickAsync("form[data-passkey] button");
        await Assertions.Expect(reader.Page.Locator(".things li b")).ToHaveTextAsync("Ward <phone>");
        await CheckAsync(reader, "passkeys");

        await reader.Page.Context.ClearCookiesAsync();
        await reader.Page.GotoAsync(host + "/sign-in?returnUrl=%2Faccount%2Fsessions");
        await CheckAsync(reader, "sign-in-passkey");
        await reader.Page.ClickAsync("form[data-passkey] button");
        await Assertions.Expect(reader.Page.Locator(".things li")).ToContainTextAsync(["passkey"]);
        Assert.Equal(1, await signIn.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE detail = 'passkey' AND actor_name = 'clinician@demo' AND outcome = 'success'"));

        await reader.Page.GotoAsync(host + "/account/passkeys");
        await reader.Page.ClickAsync("summary");
        await reader.Page.FillAsync("details input[name=name]", "Old phone");
        await reader.Page.ClickAsync("details button");
        await Assertions.Expect(reader.Page.Locator(".things li b")).ToHaveTextAsync("Old phone");
        await reader.Page.ClickAsync("form[action$='remove'] button");
        await Assertions.Expect(reader.Page.Locator(".things")).ToHaveCountAsync(0);

        await reader.Page.Context.ClearCookiesAsync();
        await reader.Page.GotoAsync(host + "/sign-in");
        await reader.Page.ClickAsync("form[data-passkey] button");
        await Assertions.Expect(reader.Page.Locator(".problem")).ToContainTextAsync("The passkey did not open the door.");
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task Passkey_WrongPassword_AddsNothingAndSaysSo()
    {
        await using var reader = await Reader.OpenAsync(signIn.Browsers, signIn.Platform, ColorScheme.Dark);
        await AddAuthenticatorAsync(reader.Page);
        await SignInAsync(reader.Page, $"http://localhost:{signIn.Platform.Address.Port}", "nurse@demo");
        var before = await signIn.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.user_passkeys");

        await reader.Page.FillAsync("#name", "phone");
        await reader.Page.FillAsync("#current", "not the password");
        await reader.Page.ClickAsync("form[data-passkey] button");

        await Assertions.Expect(reader.Page.Locator(".problem")).ToContainTextAsync("The password is not right.");
        await reader.PictureAsync("passkeys-dark");
        Assert.Empty(await reader.ViolationsAsync());
        Assert.Equal(before, await signIn.Platform.ScalarAsync<long>("SELECT count(*) FROM platform.user_passkeys"));
    }

    // The assertion that signed in is sent again with everything the browser sent.
    [Fact]
    public async Task Passkey_AnswerSentTwice_OpensOnce()
    {
        await using var reader = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await AddAuthenticatorAsync(reader.Page);
        var host = $"http://localhost:{signIn.Platform.Address.Port}";
        await SignInAsync(reader.Page, host, "patient@demo");
        await reader.Page.FillAsync("#name", "phone");
        await reader.Page.FillAsync("#current", "Demo-2026!");
        await reader.Page.ClickAsync("form[data-passkey] button");
        await Assertions.Expect(reader.Page.Locator(".things li")).ToHaveCountAsync(1);
        await reader.Page.Context.ClearCookiesAsync();
        await reader.Page.GotoAsync(host + "/sign-in");
        var sent = await reader.Page.RunAndWaitForRequestAsync(
            () => reader.Page.ClickAsync("form[data-passkey] button"),
            request => request.Method == "POST" && request.Url.EndsWith("/connect/sign-in/passkey", StringComparison.Ordinal));
        await reader.Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
        var headers = await sent.AllHeadersAsync();

        using var again = new HttpRequestMessage(HttpMethod.Post, new Uri(host + "/connect/sign-in/passkey"))
        {
            Content = new StringContent(sent.PostData!, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        again.Headers.TryAddWithoutValidation("Cookie", headers["cookie"]);
        again.Headers.TryAddWithoutValidation("Origin", host);
        using var cookieless = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
        using var answer = await cookieless.SendAsync(again, TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in?error=passkey", answer.Headers.Location?.OriginalString);
        Assert.DoesNotContain(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [], c => c.StartsWith("platform.session=", StringComparison.Ordinal));
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true,
                ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignInAsync(IPage page, string host, string user)
    {
        await page.GotoAsync(host + "/sign-in?returnUrl=%2Faccount%2Fpasskeys");
        await page.FillAsync("input[name=username]", user);
        await page.FillAsync("input[name=password]", "Demo-2026!");
        await page.ClickAsync("form[action='/connect/sign-in'] button[type=submit]");
        await page.Locator("#name").WaitForAsync();
    }

    private static async Task CheckAsync(Reader reader, string name)
    {
        await reader.PictureAsync(name);
        Assert.Empty(await reader.ViolationsAsync());
    }
}
