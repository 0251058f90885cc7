using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>A second factor from set-up to sign-in, with a phone of its own.</summary>
public sealed class SecondFactorTests(SignInPlatform signIn) : IClassFixture<SignInPlatform>
{
    [Fact]
    public async Task SecondFactor_SetUpInABrowser_IsAskedForAtTheNextSignIn()
    {
        await using var reader = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await reader.SignInAsync("nurse@demo");
        await reader.Page.GotoAsync("/account/second-factor");
        await reader.Page.FillAsync("#current", "Demo-2026!");
        await reader.Page.ClickAsync("form[action$='begin'] button");
        var key = (await reader.Page.Locator(".key code").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await CheckAsync(reader, "factor-key");
        await reader.Page.FillAsync("#code", AuthenticatorApp.CodeOf(key));
        await reader.Page.ClickAsync("form[action$='confirm'] button");
        await Assertions.Expect(reader.Page.Locator(".codes li")).ToHaveCountAsync(10);
        var recovery = await reader.Page.Locator(".codes li").First.InnerTextAsync();
        await CheckAsync(reader, "factor-codes");
        await reader.Page.ReloadAsync();
        await Assertions.Expect(reader.Page.Locator(".codes")).ToHaveCountAsync(0);

        await using var other = await Reader.OpenAsync(signIn.Browsers, signIn.Platform, ColorScheme.Dark);
        await other.Page.GotoAsync("/sign-in?returnUrl=%2Faccount%2Fsessions");
        await other.Page.FillAsync("input[name=username]", "nurse@demo");
        await other.Page.FillAsync("input[name=password]", "Demo-2026!");
        await other.Page.ClickAsync("form[action='/connect/sign-in'] button[type=submit]");
        await Assertions.Expect(other.Page.Locator("h1")).ToContainTextAsync("One more step");
        await CheckAsync(other, "sign-in-code");
        await other.Page.FillAsync("#code", recovery);
        await other.Page.ClickAsync("form button[type=submit]");
        await Assertions.Expect(other.Page.Locator(".things")).ToContainTextAsync("password and recovery code");

        await reader.Page.FillAsync("#current", "Demo-2026!");
        await reader.Page.FillAsync("#code", "wrong");
        await reader.Page.ClickAsync("form[action$='remove'] button");
        await CheckAsync(reader, "factor-remove");
        await Assertions.Expect(reader.Page.Locator(".problem")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(Reader reader, string name)
    {
        await reader.PictureAsync(name);
        Assert.Empty(await reader.ViolationsAsync());
        Assert.Empty(reader.Complaints);
    }
}
