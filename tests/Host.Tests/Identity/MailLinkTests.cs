using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Invitations;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed partial class MailLinkTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string NewPassword = "another long phrase";

    private readonly string _folder = Directory.CreateTempSubdirectory("mail-").FullName;
    private IdentityApp _app = null!;
    private Browser _browser = null!;
    private string _user = "";
    private Guid _id;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.MailFolder = _folder);
        _browser = new(_app.Address);
        _user = await _app.AddUserAsync(Roles.Provider);
        _id = await platform.ScalarAsync<Guid>("SELECT id FROM platform.users WHERE normalized_user_name = $1", _user.ToUpperInvariant());
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Invitation_LinkOfTheMail_SetsThePasswordOnce()
    {
        var token = await InviteAsync();
        Assert.Equal($"/sign-in/new-password?error=short&token={token}", await SetAsync(token, "too short"));

        Assert.Equal("/sign-in", await SetAsync(token, NewPassword));

        Assert.Equal("/sign-in/forgot?error=link", await SetAsync(token, "yet another phrase"));
        using var signedIn = await _browser.SignInAsync(_user, NewPassword);
        Assert.Equal("/", signedIn.Headers.Location?.OriginalString);
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.AccountChanged, Reason: "user_invited", Actor.Name: "admin" });
        Assert.Contains(_app.Events.All, e => e is { Reason: "invitation_accepted" } && e.Actor.Name == _user);
        Assert.DoesNotContain(token, _app.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(71, "/sign-in")]
    [InlineData(73, "/sign-in/forgot?error=link")]
    public async Task Invitation_After72Hours_IsOver(int hours, string leads)
    {
        var token = await InviteAsync();

        _app.Clock.Advance(TimeSpan.FromHours(hours));

        Assert.Equal(leads, await SetAsync(token, NewPassword));
    }

    [Fact]
    public async Task Reset_OfAUserAndOfNobody_IsAnsweredAlikeAndMailedToTheUserOnly()
    {
        await InviteAsync();
        _app.Clock.Advance(TimeSpan.FromHours(2));

        var nobody = await _browser.SubmitAsync("/connect/sign-in/forgot", ("username", IdentityApp.Fresh("nobody")));
        var known = await _browser.SubmitAsync("/connect/sign-in/forgot", ("username", _user));

        Assert.Equal("/sign-in/forgot?done=sent", known);
        Assert.Equal(known, nobody);
        await MailsAsync(2);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Reset_LinkUsed_EndsSessionsAndOlderLinks()
    {
        var older = await InviteAsync();
        using var signedIn = await _browser.SignInAsync(_user, IdentityApp.GoodPassword);
        Assert.NotNull(await _browser.WhoAsync());
        using var forgetful = new Browser(_app.Address);
        await forgetful.SubmitAsync("/connect/sign-in/forgot", ("username", _user));
        var token = (await MailsAsync(2)).Single(t => t != older);

        Assert.Equal("/sign-in", await SetAsync(token, NewPassword));
        Assert.Equal("/sign-in/forgot?error=link", await SetAsync(older, NewPassword));

        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Null(await _browser.WhoAsync());
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.mail_links WHERE user_id = $1 AND used_at IS NULL", _id));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.mail_links WHERE position(convert_to($1, 'UTF8') IN token_hash) > 0", token));
    }

    [Fact]
    public async Task Reset_AfterAnHourOrForALockedUser_OpensNothing()
    {
        await InviteAsync();
        await _browser.SubmitAsync("/connect/sign-in/forgot", ("username", _user));
        var tokens = await MailsAsync(2);
        _app.Clock.Advance(TimeSpan.FromMinutes(61));
        var answers = new List<string?>();
        foreach (var token in tokens)
        {
            answers.Add(await SetAsync(token, "short"));
        }

        // The invitation lasts longer; it is refused for the password alone.
        Assert.Single(answers, "/sign-in/forgot?error=link");
        Assert.Single(answers, answer => answer!.StartsWith("/sign-in/new-password?error=short", StringComparison.Ordinal));

        await platform.ExecuteAsync("UPDATE platform.users SET lockout_end = 'infinity' WHERE id = $1", _id);
        await _app.Services.GetRequiredService<SendLinks>().ResetAsync(_user, CancellationToken.None);
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task Reset_AskedAgainAndAgain_SendsThreeMailsAnHour()
    {
        await InviteAsync();
        var links = _app.Services.GetRequiredService<SendLinks>();

        for (var asked = 0; asked < 6; asked++)
        {
            await links.ResetAsync(_user, CancellationToken.None);
        }

        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Theory]
    [InlineData("nurse@hospital.test", true)]
    [InlineData("nurse@hospital.test\r\nBcc: other@evil.test", false)]
    [InlineData("Nurse <nurse@hospital.test>", false)]
    [InlineData("", false)]
    public void Address_OnePlainOne_IsTakenAndNothingElse(string address, bool taken) => Assert.Equal(taken, SendLinks.IsAddress(address));

    private async Task<string> InviteAsync()
    {
        await _app.Services.GetRequiredService<SendLinks>().InviteAsync(
            _id, "somebody@hospital.test", new Actor(ActorKind.User, "admin-id", "admin"), CancellationToken.None);
        return (await MailsAsync(1)).Single();
    }

    private Task<string?> SetAsync(string token, string password)
    {
        var browser = new Browser(_app.Address);
        return browser.SubmitAsync("/connect/sign-in/new-password", ("token", token), ("password", password));
    }

    // A reset is mailed behind the answer.
    private async Task<IReadOnlyList<string>> MailsAsync(int count)
    {
        for (var wait = 0; wait < 100 && Directory.GetFiles(_folder, "*.eml").Length < count; wait++)
        {
            await Task.Delay(50);
        }

        await Task.Delay(50);
        var mails = Directory.GetFiles(_folder, "*.eml").Select(File.ReadAllText).ToList();
        Assert.All(mails, mail => Assert.Contains("To: somebody@hospital.test\r\n", mail, StringComparison.Ordinal));
        return [.. mails.Select(mail => Link().Match(mail).Groups[1].Value)];
    }

    [GeneratedRegex(@"http://platform\.test/sign-in/new-password\?token=([\w-]{43})\r\n")]
    private static partial Regex Link();
}
