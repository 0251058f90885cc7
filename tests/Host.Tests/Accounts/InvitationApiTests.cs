using System.Net;
using System.Net.Http.Json;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Accounts;

public sealed class InvitationApiTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invite_ByAnAdministrator_AddsAUserWhoSetsThePassword_AndByOthersIsForbidden()
    {
        var folder = Directory.CreateTempSubdirectory("mail-");
        await using var platform = await TestPlatform.StartAsync(new() { Identity = identity => identity.MailFolder = folder.FullName }, Token);
        using var admin = await platform.SignedInAsync("admin@demo");
        admin.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        using var nurse = await platform.SignedInAsync("nurse@demo");
        nurse.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var invitation = new { userName = "new@demo", tenant = "demo", roles = new[] { "nurse" }, email = "new@hospital.test" };

        using var forbidden = await nurse.PostAsJsonAsync("/admin/api/invitations", invitation, Token);
        using var bad = await admin.PostAsJsonAsync("/admin/api/invitations", invitation with { email = "not an address" }, Token);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.BadRequest), (forbidden.StatusCode, bad.StatusCode));
        Assert.Equal(0, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.users WHERE user_name = 'new@demo'"));
        using var invited = await admin.PostAsJsonAsync("/admin/api/invitations", invitation, Token);

        Assert.Equal(HttpStatusCode.OK, invited.StatusCode);
        Assert.DoesNotContain("assword", await invited.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        var mail = await File.ReadAllTextAsync(Assert.Single(folder.GetFiles("*.eml")).FullName, Token);
        Assert.Contains("new@demo", mail, StringComparison.Ordinal);
        var link = mail.Split("\r\n").Single(line => line.StartsWith("http", StringComparison.Ordinal));
        using var page = await platform.Anonymous().GetAsync(new Uri(link).PathAndQuery, Token);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal(1, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.audit_event WHERE detail = 'user_invited' AND actor_name = 'admin@demo'"));
        Assert.DoesNotContain(platform.Log.Lines, line => line.Contains(link.Split('=')[1], StringComparison.Ordinal));
        folder.Delete(recursive: true);
    }
}
