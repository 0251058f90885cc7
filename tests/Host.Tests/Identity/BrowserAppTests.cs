using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class BrowserAppTests(IdentityPlatform platform) : IAsyncLifetime
{
    private readonly string _origin = $"https://{IdentityApp.Fresh("app")}.example:8443";
    private IdentityApp _app = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.FailuresPerMinute = 2);
        _http = _app.Client();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    [InlineData("/connect/jwks")]
    public async Task Document_AnyOrigin_MayReadItWithoutCredentials(string path)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, "https://anywhere.example");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("*", Allowed(answer));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
    }

    [Theory]
    [InlineData("/connect/token", "POST")]
    [InlineData("/fhir/Patient/1", "GET")]
    [InlineData("/fhir/Patient/1", "PUT")]
    public async Task Preflight_RegisteredOrigin_IsAllowedAndOthersAreNot(string path, string method)
    {
        await RegisterAsync();
        using var allowed = await PreflightAsync(path, method, _origin);
        using var refused = await PreflightAsync(path, method, "https://elsewhere.example");
        using var opaque = await PreflightAsync(path, method, "null");
        using var otherPort = await PreflightAsync(path, method, _origin.Replace("8443", "8444", StringComparison.Ordinal));

        Assert.Equal(_origin, Allowed(allowed));
        Assert.Contains("DPoP", string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);
        Assert.Contains(method, string.Join(',', allowed.Headers.GetValues("Access-Control-Allow-Methods")), StringComparison.Ordinal);
        Assert.False(allowed.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.All([refused, opaque, otherPort], answer => Assert.Null(Allowed(answer)));
    }

    [Fact]
    public async Task Token_RegisteredOrigin_MayReadAnswerAndRefusal()
    {
        var client = await RegisterAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = Form(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", "wrong")),
        };
        request.Headers.Add("Origin", _origin);

        using var answer = await _http.SendAsync(request);

        Assert.Equal((HttpStatusCode.Unauthorized, _origin), (answer.StatusCode, Allowed(answer)));
        Assert.Contains("Origin", answer.Headers.Vary);
    }

    [Fact]
    public async Task Fhir_NoToken_RegisteredOriginMayReadTheRefusal()
    {
        await RegisterAsync();

        using var answer = await SendAsync(HttpMethod.Get, "/fhir/Patient/1", _origin);

        Assert.Equal((HttpStatusCode.Unauthorized, _origin), (answer.StatusCode, Allowed(answer)));
        Assert.Contains("WWW-Authenticate", string.Join(',', answer.Headers.GetValues("Access-Control-Expose-Headers")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fhir_ClientDeactivated_ItsOriginIsAllowedNoMore()
    {
        var client = await RegisterAsync();
        using var before = await SendAsync(HttpMethod.Get, "/fhir/Patient/1", _origin);
        await _app.Services.GetRequiredService<ClientRoster>().ActivateAsync(
            client.Id, active: false, Actor.Plugin("tests"), AdminReach.Operator, CancellationToken.None);

        using var after = await SendAsync(HttpMethod.Get, "/fhir/Patient/1", _origin);

        Assert.Equal((_origin, null), (Allowed(before), Allowed(after)));
    }

    [Theory]
    [InlineData("/connect/sign-in")]
    [InlineData("/api/test/who")]
    [InlineData("/form")]
    public async Task OtherPath_RegisteredOrigin_MayNotRead(string path)
    {
        await RegisterAsync();

        using var answer = await SendAsync(HttpMethod.Get, path, _origin);

        Assert.Null(Allowed(answer));
    }

    // Forged addresses must not be a way around the throttle, and a real proxy must not throttle everybody behind it.
    [Theory]
    [InlineData("", HttpStatusCode.TooManyRequests)]
    [InlineData("10.0.0.0/8", HttpStatusCode.TooManyRequests)]
    [InlineData("127.0.0.1", HttpStatusCode.Unauthorized)]
    public async Task ForwardedFor_OnlyFromTrustedProxies_NamesTheCaller(string proxies, HttpStatusCode other)
    {
        await using var app = await IdentityApp.StartAsync(platform, options =>
        {
            options.FailuresPerMinute = 2;
            options.TrustedProxies = proxies.Length == 0 ? [] : [proxies];
        });
        using var http = app.Client();
        Assert.Equal(HttpStatusCode.Unauthorized, await FailAsync(http, "203.0.113.7"));
        Assert.Equal(HttpStatusCode.Unauthorized, await FailAsync(http, "203.0.113.7"));

        Assert.Equal(HttpStatusCode.TooManyRequests, await FailAsync(http, "203.0.113.7"));
        Assert.Equal(other, await FailAsync(http, "203.0.113.8"));
    }

    [Fact]
    public async Task ForwardedHost_EvenFromATrustedProxy_DoesNotChangeTheIssuer()
    {
        await using var app = await IdentityApp.StartAsync(platform, options => options.TrustedProxies = ["127.0.0.0/8"]);
        using var http = app.Client();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Host = "evil.example";

        using var answer = await http.SendAsync(request);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains($"\"issuer\":\"{IdentityApp.Issuer}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ProxyThatIsNoAddress_IsRefused() => await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
        () => IdentityApp.StartAsync(platform, options => options.TrustedProxies = ["proxy.example"]));

    private static async Task<HttpStatusCode> FailAsync(HttpClient http, string from)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = Form(("grant_type", "client_credentials"), ("client_id", "nobody"), ("client_secret", "x")),
        };
        request.Headers.Add("X-Forwarded-For", from);
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<AddClientOutcome.Added> RegisterAsync() => Assert.IsType<AddClientOutcome.Added>(
        await _app.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(IdentityApp.Fresh("browser"), IdentityPlatform.Tenant, ["openid"])
            {
                IsPublic = true, Grants = ["authorization_code"], RedirectUris = [$"{_origin}/back", "com.example.app:/back"],
            },
            Actor.Plugin("tests"), CancellationToken.None));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string origin)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Origin", origin);
        return await _http.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PreflightAsync(string path, string method, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", method);
        request.Headers.Add("Access-Control-Request-Headers", "authorization,dpop");
        return await _http.SendAsync(request);
    }

    private static string? Allowed(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var values) ? Assert.Single(values) : null;
}
