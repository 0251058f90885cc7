using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class OwnSessionTests(IdentityPlatform platform) : IAsyncLifetime
{
    private IdentityApp _app = null!;
    private Browser _here = null!;
    private Browser _there = null!;
    private string _user = "";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform);
        (_here, _there) = (new(_app.Address), new(_app.Address));
        _user = await _app.AddUserAsync(Roles.Provider);
        using var here = await _here.SignInAsync(_user, IdentityApp.GoodPassword);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var there = await _there.SignInAsync(_user, IdentityApp.GoodPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _here.Dispose();
        _there.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task End_AnotherOfMine_EndsThatOneOnly()
    {
        var there = (await ListAsync())[0];

        Assert.Equal("/account/sessions?done=one", await _here.SubmitAsync("/connect/account/sessions/end", ("session", there.Id.ToString())));

        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(await _here.WhoAsync());
        Assert.Null(await _there.WhoAsync());
        Assert.Single(await ListAsync());
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.AccountChanged, Reason: "session_ended" } && e.Actor.Name == _user);
        Assert.Equal("/account/sessions?error=gone", await _here.SubmitAsync("/connect/account/sessions/end", ("session", there.Id.ToString())));
    }

    [Fact]
    public async Task End_ThisOne_SignsOut()
    {
        var here = (await ListAsync())[1];

        Assert.Equal("/sign-in", await _here.SubmitAsync("/connect/account/sessions/end", ("session", here.Id.ToString())));

        Assert.Null(await _here.WhoAsync());
        Assert.NotNull(await _there.WhoAsync());
    }

    [Fact]
    public async Task EndOthers_TwoPlaces_KeepsTheOneThatAsked()
    {
        Assert.Equal("/account/sessions?done=others", await _here.SubmitAsync("/connect/account/sessions/end-others"));

        _app.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.NotNull(await _here.WhoAsync());
        Assert.Null(await _there.WhoAsync());
    }

    [Fact]
    public async Task End_SomebodyElses_IsGoneForMeAndLivesOn()
    {
        using var stranger = new Browser(_app.Address);
        using var signedIn = await stranger.SignInAsync(await _app.AddUserAsync(Roles.Nurse), IdentityApp.GoodPassword);
        var mine = (await ListAsync())[0];

        Assert.Equal("/account/sessions?error=gone", await stranger.SubmitAsync("/connect/account/sessions/end", ("session", mine.Id.ToString())));
        Assert.Equal("/account/sessions?error=gone", await stranger.SubmitAsync("/connect/account/sessions/end", ("session", "not an id")));

        Assert.Equal(2, (await ListAsync()).Count);
    }

    [Fact]
    public async Task LastSeen_OneOfTwoIsUsed_MovesForThatOne()
    {
        var before = await ListAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.NotNull(await _here.WhoAsync());

        var after = await ListAsync();

        Assert.Equal(before[1].Id, after[0].Id);
        Assert.True(after[0].LastSeenAt - before[1].LastSeenAt >= TimeSpan.FromMinutes(20));
        _app.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.NotNull(await _here.WhoAsync());
        Assert.Null(await _there.WhoAsync());
        Assert.Single(await ListAsync());
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge", "Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/18.0 Mobile Safari/604.1", "Safari", "iPhone")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux")]
    [InlineData("<script>alert(1)</script>", "", "")]
    public async Task Origin_BrowsersName_BecomesWordsAndIsNotKept(string agent, string browser, string system)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/sign-in");
        using var forms = new HttpRequestMessage(HttpMethod.Get, "/form");
        using var other = new Browser(_app.Address);
        using var form = await other.SendAsync(forms);
        request.Content = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["username"] = _user, ["password"] = IdentityApp.GoodPassword, ["__RequestVerificationToken"] = await form.Content.ReadAsStringAsync(),
        });
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        using var answer = await other.SendAsync(request);

        var line = (await ListAsync())[0];

        Assert.Equal((browser, system, "password", ""), (line.Browser, line.System, line.Method, line.Network));
    }

    [Theory]
    [InlineData("192.0.2.77", "192.0.2.*")]
    [InlineData("::ffff:192.0.2.77", "192.0.2.*")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48")]
    [InlineData("127.0.0.1", "")]
    [InlineData("::1", "")]
    public void Origin_Address_IsKeptAsItsNetwork(string address, string network) =>
        Assert.Equal(network, SessionOrigin.NetworkOf(IPAddress.Parse(address)));

    private async Task<IReadOnlyList<SessionLine>> ListAsync()
    {
        var user = await platform.ScalarAsync<Guid>("SELECT id FROM platform.users WHERE normalized_user_name = $1", _user.ToUpperInvariant());
        return await _app.Services.GetRequiredService<SessionStore>().ListAsync(user, Guid.Empty, CancellationToken.None);
    }
}
