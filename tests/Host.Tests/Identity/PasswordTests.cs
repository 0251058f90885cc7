using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Passwords;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class PasswordTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string Form = "/connect/account/password";
    private const string NewPassword = "another long phrase";

    private IdentityApp _app = null!;
    private Browser _browser = null!;
    private string _user = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        _browser = new(_app.Address);
        _user = await _app.AddUserAsync(Roles.Provider);
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Change_WithThePresentPassword_EndsOtherSessionsAndKeepsThisOne()
    {
        using var elsewhere = new Browser(_app.Address);
        using var signedIn = await elsewhere.SignInAsync(_user, IdentityApp.GoodPassword);

        Assert.Equal("/account/password?done=changed", await _browser.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", NewPassword)));

        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(await _browser.WhoAsync());
        Assert.Null(await elsewhere.WhoAsync());
        Assert.Equal(1, await LivingAsync());
        using var old = await elsewhere.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Contains("error=invalid", old.Headers.Location?.OriginalString);
        using var fresh = await elsewhere.SignInAsync(_user, NewPassword);
        Assert.Equal("/", fresh.Headers.Location?.OriginalString);
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.AccountChanged, Reason: "password_changed" } && e.Actor.Name == _user);
        Assert.DoesNotContain(NewPassword, _app.Log.Text);
    }

    [Theory]
    [InlineData("not the password", NewPassword, "invalid")]
    [InlineData("", NewPassword, "invalid")]
    [InlineData(IdentityApp.GoodPassword, "eleven char", "short")]
    [InlineData(IdentityApp.GoodPassword, "", "short")]
    [InlineData(IdentityApp.GoodPassword, "aaaabbbbccccdddd", "simple")]
    [InlineData(IdentityApp.GoodPassword, IdentityApp.GoodPassword, "same")]
    public async Task Change_AgainstARule_SaysSoAndChangesNothing(string current, string wanted, string reason)
    {
        var before = await HashAsync();

        Assert.Equal($"/account/password?error={reason}", await _browser.SubmitAsync(Form, ("current", current), ("password", wanted)));

        Assert.Equal(before, await HashAsync());
        Assert.NotNull(await _browser.WhoAsync());
    }

    [Fact]
    public async Task Change_TooLongOrTheUsersName_IsRefused()
    {
        Assert.EndsWith("error=long", await _browser.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", new string('x', 900) + "abcdefgh".PadRight(200, 'y'))));
        Assert.EndsWith("error=simple", await _browser.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", _user.ToUpperInvariant())));
    }

    [Fact]
    public async Task Change_GuessingThePresentPassword_LocksTheName()
    {
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.EndsWith("error=invalid", await _browser.SubmitAsync(Form, ("current", "guess"), ("password", NewPassword)));
        }

        Assert.EndsWith("error=locked", await _browser.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", NewPassword)));
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.SignInRefused, Reason: "password_locked" });
    }

    [Fact]
    public async Task Change_WithoutASessionOrAField_IsRefused()
    {
        var before = await HashAsync();
        using var nobody = new Browser(_app.Address);

        Assert.Equal("/sign-in", await nobody.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", NewPassword)));
        using var forged = await _browser.PostAsync(Form, new() { ["current"] = IdentityApp.GoodPassword, ["password"] = NewPassword });

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, forged.StatusCode);
        Assert.Equal(before, await HashAsync());
    }

    // Within the minute for which the cookie alone would be believed.
    [Fact]
    public async Task Change_SessionJustEndedElsewhere_IsRefused()
    {
        Assert.NotNull(await _browser.WhoAsync());
        await platform.ExecuteAsync("UPDATE platform.user_sessions SET ended_at = now() WHERE user_id = (SELECT id FROM platform.users WHERE normalized_user_name = $1)", _user.ToUpperInvariant());

        Assert.Equal("/sign-in", await _browser.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", NewPassword)));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(10)]
    [InlineData(0)]
    public async Task Breached_PasswordOnTheList_IsRefusedAndOthersAreNot(int digits)
    {
        var file = Path.GetTempFileName();
        try
        {
            var known = Enumerable.Range(0, 3_000).Select(n => $"a breached phrase {n}").ToList();
            await File.WriteAllLinesAsync(file, digits == 0 ? known : known.Select(word => Hash(word, digits)).Order(StringComparer.Ordinal));
            await using var app = await IdentityApp.StartAsync(platform, options => options.BreachedPasswords = file);
            var list = app.Services.GetRequiredService<IBreachedPasswords>();

            foreach (var word in known)
            {
                Assert.True(await list.IsKnownAsync(word, CancellationToken.None), word);
                Assert.False(await list.IsKnownAsync(word + "!", CancellationToken.None), word);
            }

            using var browser = new Browser(app.Address);
            using var signedIn = await browser.SignInAsync(_user, IdentityApp.GoodPassword);
            Assert.EndsWith("error=breached", await browser.SubmitAsync(Form, ("current", IdentityApp.GoodPassword), ("password", known[7])));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Breached_FileIsMissing_DoesNotStart() => await Assert.ThrowsAsync<OptionsValidationException>(
        () => IdentityApp.StartAsync(platform, options => options.BreachedPasswords = Path.Combine(Path.GetTempPath(), "no-such-list")));

    private static string Hash(string word, int digits) =>
        Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(word)))[..digits] + (digits == 40 ? ":17" : "");

    private Task<string> HashAsync() =>
        platform.ScalarAsync<string>("SELECT password_hash FROM platform.users WHERE normalized_user_name = $1", _user.ToUpperInvariant());

    private Task<long> LivingAsync() => platform.ScalarAsync<long>(
        "SELECT count(*) FROM platform.user_sessions s JOIN platform.users u ON u.id = s.user_id WHERE u.normalized_user_name = $1 AND s.ended_at IS NULL", _user.ToUpperInvariant());
}
