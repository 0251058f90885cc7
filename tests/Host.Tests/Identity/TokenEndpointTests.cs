using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class TokenEndpointTests(IdentityPlatform platform) : IAsyncLifetime
{
    private static readonly (string, string) Grant = ("grant_type", "client_credentials");

    private IdentityApp _app = null!;
    private HttpClient _http = null!;
    private AddClientOutcome.Added _client = null!;

    private string Basic => $"{_client.Id}:{_client.Secret}";

    public async ValueTask InitializeAsync()
    {
        _app = await IdentityApp.StartAsync(platform, options => options.FailuresPerMinute = 20);
        _http = _app.Client();
        _client = await _app.AddClientAsync("system/*.rs", "system/Patient.cruds");
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Token_SecretInHeader_IsIssuedAndNotCached()
    {
        using var answer = await _http.TokenAsync(Form(Grant, ("scope", "system/Patient.rs")), Basic);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Bearer", body.GetProperty("token_type").GetString());
        Assert.Equal(3600, body.GetProperty("expires_in").GetInt32());
        Assert.Equal("system/Patient.rs", body.GetProperty("scope").GetString());
        Assert.Contains(_app.Events.All, e => e is { Kind: SecurityEventKind.TokenIssued, Tenant: IdentityPlatform.Tenant } && e.Actor.Id == _client.Id);
    }

    [Fact]
    public async Task Token_SecretInBody_IsIssuedWithRegisteredScopes()
    {
        using var answer = await _http.TokenAsync(Form(Grant, ("client_id", _client.Id), ("client_secret", _client.Secret)));

        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("system/*.rs system/Patient.cruds", body.GetProperty("scope").GetString());
    }

    // RFC 6749 section 2.3.1: id and secret are form-url-encoded before they are joined.
    [Fact]
    public async Task Token_SecretWithReservedCharacters_IsDecodedOnce()
    {
        var id = IdentityApp.Fresh("odd");
        const string secret = "p%41:ss+wörd &=";
        Assert.IsType<AddClientOutcome.Added>(await _app.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new(id, IdentityPlatform.Tenant, ["system/*.rs"]) { Secret = secret }, Actor.Plugin("tests"), CancellationToken.None));

        using var answer = await _http.TokenAsync(Form(Grant), $"{WebUtility.UrlEncode(id)}:{WebUtility.UrlEncode(secret)}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public static TheoryData<string, string, int, string> Refusals => new()
    {
        // body without credentials (C = id and secret of the client), Authorization (B = the right one), status, error
        { "grant_type=client_credentials&grant_type=client_credentials", "B", 400, "invalid_request" },
        { "grant_type=client_credentials&scope=system/*.rs&scope=system/*.rs", "B", 400, "invalid_request" },
        { "grant_type=client_credentials&C", "B", 400, "invalid_request" },
        { "grant_type=client_credentials&client_id=someone", "B", 400, "invalid_request" },
        { "grant_type=client_credentials&client_assertion=x", "B", 400, "invalid_request" },
        { "grant_type=client_credentials&client_secret=x", "", 400, "invalid_request" },
        { "", "B", 400, "invalid_request" },
        { "grant_type=", "B", 400, "invalid_request" },
        { "grant_type=password&username=a&password=b", "B", 400, "unsupported_grant_type" },
        { "grant_type=authorization_code", "B", 400, "unauthorized_client" },
        { "grant_type=refresh_token", "B", 400, "unauthorized_client" },
        { "grant_type=client_credentials", "", 401, "invalid_client" },
        { "grant_type=client_credentials", "Basic !!!", 401, "invalid_client" },
        { "grant_type=client_credentials", "Basic /////w==", 401, "invalid_client" },
        { "grant_type=client_credentials", "Bearer abc", 401, "invalid_client" },
        { "grant_type=client_credentials&client_id=nobody&client_secret=x", "", 401, "invalid_client" },
        { "grant_type=client_credentials&client_id=%01&client_secret=x", "", 401, "invalid_client" },
        { "grant_type=client_credentials&client_id=%00&client_secret=x", "", 400, "invalid_request" },
        { "grant_type=client_credentials&scope=openid", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=system/*.cruds", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=system/Observation.c", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=system/Observation.write", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=patient/Patient.rs", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=system/Patient.sr", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=system/Patient.rs%3Fname%3Dx", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=system/*.rs+bogus", "B", 400, "invalid_scope" },
        { "grant_type=client_credentials&scope=+", "B", 400, "invalid_scope" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Token_AgainstARule_IsRefusedWithItsError(string body, string authorization, int status, string error)
    {
        var form = body.Replace("C", $"client_id={_client.Id}&client_secret={_client.Secret}", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
        {
            Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        var header = authorization == "B" ? $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(Basic))}" : authorization;
        if (header.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", header);
        }

        using var answer = await _http.SendAsync(request);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(error, await answer.ErrorAsync());
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(status == 401, answer.Headers.WwwAuthenticate.Any(challenge => challenge.Scheme == "Basic"));
        Assert.Contains(_app.Events.All, e => e.Kind == SecurityEventKind.TokenRefused && e.Reason == error);
    }

    [Fact]
    public async Task Token_WrongSecret_IsRefusedLikeAnUnknownClient()
    {
        using var wrong = await _http.TokenAsync(Form(Grant), $"{_client.Id}:guess");
        using var unknown = await _http.TokenAsync(Form(Grant), "nobody:guess");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(await wrong.Content.ReadAsStringAsync(), await unknown.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Token_ClientSwitchedOff_IsRefused()
    {
        Assert.IsType<ChangeClientOutcome.Changed>(await _app.Services.GetRequiredService<ClientRoster>().ActivateAsync(
            _client.Id, active: false, Actor.Plugin("tests"), AdminReach.Operator, CancellationToken.None));

        using var answer = await _http.TokenAsync(Form(Grant), Basic);

        Assert.Equal("invalid_client", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Token_TenantSuspended_IsRefused()
    {
        await platform.ExecuteAsync("INSERT INTO platform.tenant (id, name, state) VALUES ('closed', 'Closed', 'suspended') ON CONFLICT DO NOTHING");
        await platform.ExecuteAsync("UPDATE platform.clients SET tenant_id = 'closed' WHERE id = $1", _client.Id);

        using var answer = await _http.TokenAsync(Form(Grant), Basic);

        Assert.Equal("invalid_client", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Token_ClientWithoutTheGrant_IsUnauthorized()
    {
        await platform.ExecuteAsync("UPDATE platform.clients SET grants = '{}' WHERE id = $1", _client.Id);

        using var answer = await _http.TokenAsync(Form(Grant), Basic);

        Assert.Equal("unauthorized_client", await answer.ErrorAsync());
    }

    [Theory]
    [InlineData("application/json", "{\"grant_type\":\"client_credentials\"}")]
    [InlineData("multipart/form-data; boundary=x", "--x--")]
    [InlineData("text/plain", "grant_type=client_credentials")]
    public async Task Token_OtherContentType_IsInvalidRequest(string type, string body)
    {
        using var content = new StringContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);

        using var answer = await _http.TokenAsync(content, Basic);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Token_ParametersInAddress_AreRefused()
    {
        using var answer = await _http.TokenAsync(
            Form(Grant), path: $"/connect/token?client_id={_client.Id}&client_secret={_client.Secret}");

        Assert.Equal("invalid_request", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Token_HugeBody_IsRefusedAndNotRead()
    {
        using var answer = await _http.TokenAsync(Form(Grant, ("scope", new string('x', 100_000))), Basic);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("invalid_request", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Token_ManyWrongSecrets_AreThrottledAndGoodOnesAreNotCounted()
    {
        for (var good = 0; good < 25; good++)
        {
            using var answer = await _http.TokenAsync(Form(Grant), Basic);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        for (var bad = 0; bad < 20; bad++)
        {
            using var answer = await _http.TokenAsync(Form(Grant), $"{_client.Id}:{bad}");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        using var throttled = await _http.TokenAsync(Form(Grant), $"{_client.Id}:guess");
        Assert.Equal(HttpStatusCode.TooManyRequests, throttled.StatusCode);
        Assert.NotNull(throttled.Headers.RetryAfter);
    }

    [Fact]
    public async Task Secret_InDatabaseAndLog_IsNotInClear()
    {
        await _http.AccessTokenAsync(_client.Id, _client.Secret);
        using var wrong = await _http.TokenAsync(Form(Grant), $"{_client.Id}:wrong-secret-typed");

        var row = await platform.ScalarAsync<string>("SELECT c::text || encode(c.secret_hash, 'escape') FROM platform.clients c WHERE id = $1", _client.Id);
        Assert.DoesNotContain(_client.Secret, row);
        Assert.DoesNotContain(_client.Secret, _app.Log.Text);
        Assert.DoesNotContain("wrong-secret-typed", _app.Log.Text);
    }

    [Fact]
    public async Task Metadata_Document_NamesOnlyWhatExists()
    {
        foreach (var path in new[] { "/.well-known/openid-configuration", "/.well-known/oauth-authorization-server" })
        {
            var document = await _http.GetFromJsonAsync<JsonElement>(path);
            Assert.Equal(IdentityApp.Issuer, document.GetProperty("issuer").GetString());
            Assert.Equal($"{IdentityApp.Issuer}/connect/token", document.GetProperty("token_endpoint").GetString());
            Assert.Equal($"{IdentityApp.Issuer}/connect/jwks", document.GetProperty("jwks_uri").GetString());
            Assert.Equal(["code"], document.GetProperty("response_types_supported").EnumerateArray().Select(type => type.GetString()));
            Assert.Equal(["S256"], document.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(method => method.GetString()));
            Assert.True(document.GetProperty("authorization_response_iss_parameter_supported").GetBoolean());
            var endpoints = document.EnumerateObject().Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal)).ToList();
            Assert.Contains(endpoints, member => member.Name == "pushed_authorization_request_endpoint");
            foreach (var endpoint in endpoints)
            {
                using var answer = await _http.GetAsync(new Uri(endpoint.Value.GetString()!).PathAndQuery);
                Assert.NotEqual(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }
}
