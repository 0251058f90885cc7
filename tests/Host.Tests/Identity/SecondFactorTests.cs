using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class SecondFactorTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string Page = "/account/second-factor";
    private const string Forms = "/connect/account/second-factor/";

    private IdentityApp _app = null!;
    private Browser _browser = null!;
    private string _user = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.SecondFactorRoles.Add(Roles.SuperAdmin));
        _browser = new(_app.Address);
        _user = await _app.AddUserAsync(Roles.Provider);
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
    }

    // RFC 6238 appendix B, SHA-1, its last six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Totp_VectorsOfTheSpecification_Agree(long seconds, string code)
    {
        var secret = Encoding.ASCII.GetBytes("12345678901234567890");
        var moment = DateTimeOffset.FromUnixTimeSeconds(seconds);

        Assert.Equal(code, Totp.CodeAt(secret, Totp.StepAt(moment)));
        Assert.Equal(Totp.StepAt(moment), Totp.StepOf(secret, code, moment));
        Assert.Equal(Totp.StepAt(moment), Totp.StepOf(secret, code, moment.AddSeconds(30)));
        Assert.Null(Totp.StepOf(secret, code, moment.AddSeconds(90)));
        Assert.Null(Totp.StepOf(secret, "", moment));
    }

    // RFC 4648 section 10.
    [Theory]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_VectorsOfTheSpecification_Agree(string plain, string text) => Assert.Equal(text, Base32.Encode(Encoding.ASCII.GetBytes(plain)));

    [Fact]
    public async Task SignIn_WithASecondFactor_NeedsThePasswordAndACode()
    {
        await EnrolAsync();
        using var browser = new Browser(_app.Address);

        using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword, "/patients");
        Assert.Equal("/sign-in/code", password.Headers.Location?.OriginalString);
        Assert.Null(await browser.WhoAsync());
        Assert.Equal("/sign-in/code?error=code", await browser.SubmitAsync("/connect/sign-in/code", ("code", "000000")));
        Assert.Null(await browser.WhoAsync());

        Assert.Equal("/patients", await browser.SubmitAsync("/connect/sign-in/code", ("code", await NextCodeAsync())));
        Assert.NotNull(await browser.WhoAsync());
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.SignedIn, Reason: "password+code" } && e.Actor.Name == _user);
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.SignInRefused, Reason: "second_factor_code" } && e.Actor.Name == _user);
    }

    [Fact]
    public async Task SignIn_CodeUsedBefore_IsRefusedEvenAtOnce()
    {
        await EnrolAsync();
        var code = await NextCodeAsync();
        var browsers = Enumerable.Range(0, 4).Select(_ => new Browser(_app.Address)).ToList();
        foreach (var browser in browsers)
        {
            using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword);
        }

        var answers = await Task.WhenAll(browsers.Select(browser => browser.SubmitAsync("/connect/sign-in/code", ("code", code))));

        Assert.Single(answers, answer => answer == "/");
        Assert.Equal(3, answers.Count(answer => answer == "/sign-in/code?error=code"));
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task SignIn_CodeOfTheEnrolment_IsNotGoodForSignIn()
    {
        var code = await EnrolAsync();
        using var browser = new Browser(_app.Address);
        using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword);

        Assert.Equal("/sign-in/code?error=code", await browser.SubmitAsync("/connect/sign-in/code", ("code", code.Code)));
    }

    [Fact]
    public async Task SignIn_GuessingCodes_LocksTheSecondStep()
    {
        await EnrolAsync();
        using var browser = new Browser(_app.Address);
        using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword);
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.EndsWith("error=code", await browser.SubmitAsync("/connect/sign-in/code", ("code", $"00000{guess}")));
        }

        Assert.EndsWith("error=locked", await browser.SubmitAsync("/connect/sign-in/code", ("code", await NextCodeAsync())));
    }

    [Fact]
    public async Task SignIn_RecoveryCode_OpensOnceAndIsKeptAsAHash()
    {
        var (_, codes) = await EnrolAsync();
        Assert.Equal(10, codes.Distinct().Count());
        using var browser = new Browser(_app.Address);
        using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword);

        Assert.Equal("/", await browser.SubmitAsync("/connect/sign-in/code", ("code", " " + codes[3].ToLowerInvariant().Replace('-', ' '))));

        using var again = new Browser(_app.Address);
        using var second = await again.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Equal("/sign-in/code?error=code", await again.SubmitAsync("/connect/sign-in/code", ("code", codes[3])));
        Assert.Equal(9, await CountAsync("SELECT count(*) FROM platform.recovery_codes c JOIN platform.users u ON u.id = c.user_id WHERE u.normalized_user_name = $1 AND c.used_at IS NULL"));
        Assert.Equal(0, await platform.ScalarAsync<long>(
            "SELECT count(*) FROM platform.recovery_codes WHERE encode(code_hash, 'escape') ILIKE $1", $"%{codes[0].Replace("-", "", StringComparison.Ordinal)}%"));
        Assert.All(codes, code => Assert.DoesNotContain(code, _app.Log.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Secret_InTheDatabase_IsEncrypted()
    {
        await EnrolAsync();

        var secret = await SecretAsync();

        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.second_factors WHERE position($1::bytea IN secret) > 0", secret));
    }

    [Fact]
    public async Task CodeForm_WithoutAPasswordBefore_LeadsToTheDoor()
    {
        await EnrolAsync();
        using var browser = new Browser(_app.Address);

        Assert.Equal("/sign-in", await browser.SubmitAsync("/connect/sign-in/code", ("code", await NextCodeAsync())));

        using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword);
        _app.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("/sign-in", await browser.SubmitAsync("/connect/sign-in/code", ("code", await NextCodeAsync())));
        Assert.Null(await browser.WhoAsync());
    }

    [Fact]
    public async Task CodeForm_PasswordChangedInBetween_LeadsToTheDoor()
    {
        await EnrolAsync();
        using var browser = new Browser(_app.Address);
        using var password = await browser.SignInAsync(_user, IdentityApp.GoodPassword);
        await platform.ExecuteAsync("UPDATE platform.users SET security_stamp = 'other' WHERE normalized_user_name = $1", _user.ToUpperInvariant());

        Assert.Equal("/sign-in", await browser.SubmitAsync("/connect/sign-in/code", ("code", await NextCodeAsync())));
    }

    [Fact]
    public async Task Begin_WithAWrongPassword_IsRefusedAndNothingIsWritten()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);

        Assert.Equal(Page + "?error=invalid", await _browser.SubmitAsync(Forms + "begin", ("current", "guess")));

        Assert.Equal(0, await CountAsync("SELECT count(*) FROM platform.second_factors f JOIN platform.users u ON u.id = f.user_id WHERE u.normalized_user_name = $1"));
    }

    [Fact]
    public async Task Confirm_WithAWrongOrLateCode_LeavesSignInAsItWas()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        await _browser.SubmitAsync(Forms + "begin", ("current", IdentityApp.GoodPassword));
        Assert.Equal(Page + "?error=code", await _browser.SubmitAsync(Forms + "confirm", ("code", "000000")));
        _app.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal(Page + "?error=code", await _browser.SubmitAsync(Forms + "confirm", ("code", await NextCodeAsync())));

        using var again = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);

        Assert.Equal("/", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Remove_PasswordOrCodeWrong_IsRefusedUntilBothAreRight()
    {
        await EnrolAsync();
        Assert.Equal(Page + "?error=invalid", await _browser.SubmitAsync(Forms + "remove", ("current", "guess"), ("code", await NextCodeAsync())));
        Assert.Equal(Page + "?error=code", await _browser.SubmitAsync(Forms + "remove", ("current", IdentityApp.GoodPassword), ("code", "000000")));
        Assert.Equal(Page + "?error=on", await _browser.SubmitAsync(Forms + "begin", ("current", IdentityApp.GoodPassword)));

        Assert.Equal(Page + "?done=off", await _browser.SubmitAsync(Forms + "remove", ("current", IdentityApp.GoodPassword), ("code", await NextCodeAsync())));

        using var again = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Equal("/", again.Headers.Location?.OriginalString);
        Assert.Equal(0, await CountAsync("SELECT count(*) FROM platform.users WHERE normalized_user_name = $1 AND two_factor_enabled"));
    }

    [Fact]
    public async Task Reset_ByAnAdministrator_RemovesItEndsSessionsAndIsRecorded()
    {
        await EnrolAsync();
        var reset = _app.Services.GetRequiredService<ResetSecondFactor>();
        var by = new Actor(ActorKind.User, "admin-id", "admin");

        Assert.True(await reset.ForAsync(_user, by, CancellationToken.None));

        Assert.False(await reset.ForAsync(_user, by, CancellationToken.None));
        Assert.False(await reset.ForAsync("nobody at all", by, CancellationToken.None));
        Assert.Single(_app.Events.All, e => e is { Kind: SecurityEventKind.AccountChanged, Reason: "second_factor_reset", Actor.Name: "admin" });
        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await _browser.WhoAsync());
        using var again = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Equal("/", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_RoleRequiresASecondFactor_SetsItUpBeforeTheFirstSession()
    {
        _user = await _app.AddUserAsync(Roles.SuperAdmin);

        using var password = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Equal("/sign-in/enrol", password.Headers.Location?.OriginalString);
        Assert.Null(await _browser.WhoAsync());
        Assert.Equal("/sign-in", await _browser.SubmitAsync("/connect/sign-in/code", ("code", await NextCodeAsync())));
        Assert.Equal("/sign-in/enrol?error=code", await _browser.SubmitAsync("/connect/sign-in/enrol", ("code", "000000")));
        Assert.Null(await _browser.WhoAsync());

        Assert.Equal(Page + "?done=on", await _browser.SubmitAsync("/connect/sign-in/enrol", ("code", await NextCodeAsync())));

        Assert.NotNull(await _browser.WhoAsync());
        Assert.Equal(Page + "?error=required", await _browser.SubmitAsync(Forms + "remove", ("current", IdentityApp.GoodPassword), ("code", await NextCodeAsync())));
    }

    private async Task<(string Code, IReadOnlyList<string> Codes)> EnrolAsync()
    {
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.Equal(Page, await _browser.SubmitAsync(Forms + "begin", ("current", IdentityApp.GoodPassword)));
        var code = await NextCodeAsync();
        Assert.Equal(Page + "?done=on", await _browser.SubmitAsync(Forms + "confirm", ("code", code)));
        return (code, await TakeCodesAsync());
    }

    private async Task<IReadOnlyList<string>> TakeCodesAsync()
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = _browser.Cookies.GetCookieHeader(_app.Address);
        return _app.Services.GetRequiredService<CodesOnce>().Take(context, await IdAsync());
    }

    // A fresh step each time: a code is good once.
    private async Task<string> NextCodeAsync()
    {
        _app.Clock.Advance(TimeSpan.FromSeconds(60));
        return Totp.CodeAt(await SecretAsync(), Totp.StepAt(_app.Clock.GetUtcNow()));
    }

    private async Task<byte[]> SecretAsync() =>
        (await _app.Services.GetRequiredService<SecondFactorStore>().FindAsync(await IdAsync(), CancellationToken.None))!.Secret;

    private Task<Guid> IdAsync() => platform.ScalarAsync<Guid>("SELECT id FROM platform.users WHERE normalized_user_name = $1", _user.ToUpperInvariant());

    private Task<long> CountAsync(string sql) => platform.ScalarAsync<long>(sql, _user.ToUpperInvariant());
}
