using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Testing;

namespace Sdk.Tests.Scopes;

/// <summary>An app with real tokens: its own, or of people who walked through sign-in and consent.</summary>
internal sealed partial class SmartApp(TestPlatform platform, string id, string secret)
{
    private const string Redirect = "http://127.0.0.1/back";

    // RFC 7636 appendix B.
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    /// <param name="platform">Where.</param>
    /// <param name="id">A name of its own.</param>
    /// <param name="scopes">What it may ask for.</param>
    public static async Task<SmartApp> RegisterAsync(TestPlatform platform, string id, params string[] scopes)
    {
        var added = await platform.Services.GetRequiredService<ClientDirectory>().AddAsync(
            new NewClient(id, "demo", scopes)
            {
                Grants = ["authorization_code", "refresh_token", "client_credentials"],
                RedirectUris = [Redirect],
            },
            Actor.Plugin("tests"), CancellationToken.None);
        return new(platform, id, Assert.IsType<AddClientOutcome.Added>(added).Secret);
    }

    /// <summary>With a token of the app itself.</summary>
    public async Task<HttpClient> ItselfAsync(string scope) => Bearer(Granted(await AskItselfAsync(scope)));

    public Task<(HttpStatusCode Status, JsonElement Body)> AskItselfAsync(string scope) =>
        TokenAsync(("grant_type", "client_credentials"), ("scope", scope));

    /// <summary>With a token of a person.</summary>
    /// <param name="user">For example <c>clinician@demo</c>.</param>
    /// <param name="scope">What the person lets the app do.</param>
    /// <param name="patient">The patient in context, or null.</param>
    public async Task<HttpClient> OfAsync(string user, string scope, string? patient = null) => Bearer(await TokensAsync(user, scope, patient));

    public async Task<JsonElement> TokensAsync(string user, string scope, string? patient = null)
    {
        using var browser = await platform.SignedInAsync(user);
        var back = QueryHelpers.ParseQuery((await AuthorizeAsync(browser, scope)).Query);
        Assert.True(back.ContainsKey("code"), $"{back.GetValueOrDefault("error")}: {back.GetValueOrDefault("error_description")}");
        if (patient is not null)
        {
            await InContextAsync(patient);
        }

        return Granted(await TokenAsync(
            ("grant_type", "authorization_code"), ("code", back["code"]!), ("redirect_uri", Redirect), ("code_verifier", Verifier)));
    }

    /// <summary>Where the person's browser is sent back to.</summary>
    public async Task<Uri> AuthorizeAsync(HttpClient browser, string scope)
    {
        using var asked = await browser.GetAsync(QueryHelpers.AddQueryString("/connect/authorize", new Dictionary<string, string?>
        {
            ["client_id"] = id, ["redirect_uri"] = Redirect, ["response_type"] = "code", ["scope"] = scope, ["state"] = "s", ["nonce"] = "n",
            ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
        }));
        if (asked.StatusCode == HttpStatusCode.SeeOther)
        {
            return asked.Headers.Location!;
        }

        var fields = Hidden().Matches(await asked.Content.ReadAsStringAsync()).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        fields["decision"] = "allow";
        using var form = new HttpRequestMessage(HttpMethod.Post, "/connect/consent") { Content = new FormUrlEncodedContent(fields) };
        form.Headers.Add("Origin", platform.Address.GetLeftPart(UriPartial.Authority));
        using var answer = await browser.SendAsync(form);
        return answer.Headers.Location ?? throw new InvalidOperationException($"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] parameters)
    {
        using var door = platform.Anonymous();
        using var form = new FormUrlEncodedContent(parameters.Append(("client_id", id)).Append(("client_secret", secret))
            .Select(p => KeyValuePair.Create(p.Item1, p.Item2)));
        using var answer = await door.PostAsync("/connect/token", form);
        return (answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync()));
    }

    private static JsonElement Granted((HttpStatusCode Status, JsonElement Body) answer)
    {
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Body.ToString());
        return answer.Body;
    }

    private HttpClient Bearer(JsonElement tokens)
    {
        var client = platform.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.GetProperty("access_token").GetString());
        return client;
    }

    // As a launch leaves it with the grant, before the code is redeemed.
    private async Task InContextAsync(string patient)
    {
        await using var command = platform.Superuser.CreateCommand("UPDATE platform.grants SET patient = $1 WHERE client_id = $2 AND revoked_at IS NULL");
        command.Parameters.AddWithValue(patient);
        command.Parameters.AddWithValue(id);
        Assert.NotEqual(0, await command.ExecuteNonQueryAsync());
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
