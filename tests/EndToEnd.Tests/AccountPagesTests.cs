using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>The pages of one's own account in a real browser, and a live page whose session ends elsewhere.</summary>
public sealed class AccountPagesTests(SignInPlatform signIn) : IClassFixture<SignInPlatform>
{
    private static readonly (string Path, string Name)[] Pages =
    [
        ("/account/sessions", "account-sessions"), ("/account/password?error=invalid", "account-password"), ("/account/second-factor", "account-factor"), ("/account/passkeys", "account-passkeys"),
        ("/sign-in/forgot?done=sent", "sign-in-forgot"), ("/sign-in/new-password?token=none&error=short", "sign-in-new-password"),
    ];

    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public async Task Pages_OfTheAccount_HaveNoViolation(string language)
    {
        await using var reader = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await reader.SignInAsync("nurse@demo");
        await reader.Page.Context.AddCookiesAsync([new() { Name = ".AspNetCore.Culture", Value = Uri.EscapeDataString($"c={language}|uic={language}"), Url = signIn.Platform.Address.ToString() }]);
        foreach (var (path, name) in Pages)
        {
            await reader.Page.GotoAsync(path);
            await Assertions.Expect(reader.Page.Locator("h1")).ToBeVisibleAsync();
            await Assertions.Expect(reader.Page.Locator("html")).ToHaveAttributeAsync("lang", language);
            await reader.CheckLooksAsync(name);
        }

        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task Sessions_OneEndedByItsUser_TakesTheLivePageToTheDoor()
    {
        await using var live = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await live.SignInAsync("patient@demo");
        await Assertions.Expect(live.Page.Locator(".shell[data-live]")).ToBeVisibleAsync();
        await using var other = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await other.SignInAsync("patient@demo");
        await other.Page.GotoAsync("/account/sessions");
        await Assertions.Expect(other.Page.Locator(".things li")).ToHaveCountAsync(2);

        await other.Page.ClickAsync("form[action$='end-others'] button");

        await Assertions.Expect(other.Page.Locator(".things li")).ToHaveCountAsync(1);
        await live.Page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal), new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task LivePage_ItsUserIsLocked_StaysUntilThenAndLeavesWithinTheRevalidation()
    {
        await using var live = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await live.SignInAsync("admin@demo");
        await live.Page.GotoAsync("/admin/plugins");
        await Assertions.Expect(live.Page.Locator(".shell[data-live]")).ToBeVisibleAsync();
        await live.Page.WaitForTimeoutAsync(5_000);
        Assert.EndsWith("/admin/plugins", live.Page.Url, StringComparison.Ordinal);

        await ExecuteAsync("UPDATE platform.users SET lockout_end = 'infinity' WHERE user_name = 'admin@demo'");

        await live.Page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal), new() { Timeout = 15_000 });
    }

    [Fact]
    public async Task LivePage_RoleTaken_ComesBackWithoutItsRights()
    {
        await using var live = await Reader.OpenAsync(signIn.Browsers, signIn.Platform);
        await live.SignInAsync("clinician@demo");
        await live.Page.GotoAsync("/patients");
        await Assertions.Expect(live.Page.Locator(".shell[data-live]")).ToBeVisibleAsync();

        await ExecuteAsync("DELETE FROM platform.user_roles WHERE user_id = (SELECT id FROM platform.users WHERE user_name = 'clinician@demo')");

        await Assertions.Expect(live.Page.Locator("h1")).ToContainTextAsync("Not allowed", new() { Timeout = 15_000 });
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var command = signIn.Platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
