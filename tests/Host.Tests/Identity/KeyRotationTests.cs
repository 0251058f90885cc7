using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class KeyRotationTests(IdentityPlatform platform) : IAsyncLifetime
{
    private static readonly Actor Tester = Actor.Plugin("tests");

    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private AddClientOutcome.Added _client = null!;

    private KeyDirectory Keys => _app.Services.GetRequiredService<KeyDirectory>();

    public async ValueTask InitializeAsync()
    {
        await RetireAllAsync();
        _app = await IdentityApp.StartAsync(platform);
        _http = _app.Client();
        _client = await _app.AddClientAsync("system/*.rs");
    }

    // The clock of these tests runs ahead of the others': what it made would be of the future for them.
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
        await RetireAllAsync();
    }

    [Fact]
    public async Task Rotate_ByCommand_NextKeyIsPublishedBeforeItSignsAndTheOldOneVerifiesUntilItsTokensExpired()
    {
        var before = await TokenAsync();
        var kids = await PublishedAsync();

        await Keys.RotateAsync(compromised: false, Tester, CancellationToken.None);

        var published = await PublishedAsync();
        Assert.Superset(kids, published);
        Assert.Equal(kids.Count * 2, published.Count);
        var stillOld = await TokenAsync();
        Assert.Equal(Kid(before), Kid(stillOld));

        _app.Clock.Advance(TimeSpan.FromMinutes(10.1));
        var fresh = await TokenAsync();
        Assert.DoesNotContain(Kid(fresh), kids);
        Assert.Contains(Kid(fresh), published);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(stillOld));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(fresh));

        _app.Clock.Advance(TimeSpan.FromMinutes(66));
        var last = await PublishedAsync();
        Assert.Empty(kids.Intersect(last));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await TokenAsync()));
    }

    [Fact]
    public async Task Rotate_TwiceInARow_MakesOneNextKeyOnly()
    {
        await TokenAsync();
        var first = await Keys.RotateAsync(compromised: false, Tester, CancellationToken.None);

        var second = await Keys.RotateAsync(compromised: false, Tester, CancellationToken.None);

        Assert.Equal(first.Select(key => key.Kid), second.Select(key => key.Kid));
        Assert.Equal(2, second.Count(key => key.State == "next"));
        Assert.Equal(["ES256", "RS256"], second.Where(key => key.State == "signing").Select(key => key.Algorithm).Order(StringComparer.Ordinal));
        Assert.Single(_app.Events.All, e => e is { Kind: SecurityEventKind.AccountChanged, Reason: "keys_rotated" });
    }

    [Fact]
    public async Task Rotate_Compromised_OldTokensAreVoidAtOnceOnEveryHost()
    {
        await using var other = await IdentityApp.StartAsync(platform);
        using var otherHttp = other.Client();
        var token = await TokenAsync();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(token, otherHttp));

        // Waiting for the next key does not help when the present one is lost.
        await Keys.RotateAsync(compromised: false, Tester, CancellationToken.None);
        await Keys.RotateAsync(compromised: true, Tester, CancellationToken.None);

        var since = System.Diagnostics.Stopwatch.StartNew();
        while (await StatusAsync(token) != HttpStatusCode.Unauthorized || await StatusAsync(token, otherHttp) != HttpStatusCode.Unauthorized)
        {
            Assert.True(since.Elapsed < TimeSpan.FromSeconds(1), "Still accepted.");
        }

        Assert.DoesNotContain(Kid(token), await PublishedAsync());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await TokenAsync()));
    }

    [Fact]
    public async Task RotateOld_ByAge_LeavesYoungKeysAlone()
    {
        await TokenAsync();
        await Keys.RotateOldAsync(CancellationToken.None);
        var young = await Keys.ListAsync(CancellationToken.None);
        _app.Clock.Advance(TimeSpan.FromDays(91));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Keys.RotateOldAsync(CancellationToken.None)));

        Assert.Equal(2, young.Count);
        var old = await Keys.ListAsync(CancellationToken.None);
        Assert.Equal((4, 2), (old.Count, old.Count(key => key.State == "next")));
    }

    private Task RetireAllAsync() => platform.ExecuteAsync("UPDATE platform.signing_keys SET retired_at = '2000-01-01'");

    private Task<string> TokenAsync() => _http.AccessTokenAsync(_client.Id, _client.Secret);

    private async Task<HashSet<string>> PublishedAsync() =>
        [.. (await _http.GetFromJsonAsync<JsonElement>("/connect/jwks")).GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];

    private async Task<HttpStatusCode> StatusAsync(string token, HttpClient? http = null)
    {
        using var answer = await (http ?? _http).WithTokenAsync(token);
        return answer.StatusCode;
    }

    private static string Kid(string token) => new JsonWebToken(token).Kid;
}
