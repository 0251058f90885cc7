using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;

namespace Host.Tests.Identity.Authorizing;

/// <summary>The authorization code flow as a client and its user walk it.</summary>
internal sealed partial class Flow(IdentityApp app, AddClientOutcome.Added client)
{
    public const string Redirect = "https://client.test/back?kept=1";

    /// <summary>RFC 7636 appendix B.</summary>
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    public IdentityApp App => app;

    public AddClientOutcome.Added Client => client;

    public static async Task<Flow> RegisterAsync(IdentityApp app, Func<NewClient, NewClient>? change = null)
    {
        var client = new NewClient(
            IdentityApp.Fresh("app"), IdentityPlatform.Tenant, ["openid", "profile", "email", "offline_access", "user/*.cruds", "system/*.rs"])
        {
            Name = "Growth <Charts>",
            Grants = ["authorization_code", "refresh_token"],
            RedirectUris = [Redirect, "http://127.0.0.1/back", "https://client.test/other"],
        };
        return new(app, Assert.IsType<AddClientOutcome.Added>(await app.Services.GetRequiredService<ClientDirectory>().AddAsync(
            change?.Invoke(client) ?? client, Actor.Plugin("tests"), CancellationToken.None)));
    }

    /// <summary>A good request; changes replace parameters, and null removes one.</summary>
    public string Address(params (string Name, string? Value)[] changes)
    {
        var parameters = new Dictionary<string, string?>
        {
            ["client_id"] = client.Id,
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["scope"] = "openid user/Patient.rs",
            ["state"] = "s t&a=te",
            ["nonce"] = "n-1",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
        {
            parameters[name] = value;
        }

        return QueryHelpers.AddQueryString("/connect/authorize", parameters.Where(parameter => parameter.Value is not null));
    }

    public async Task<Browser> SignedInAsync(params string[] roles)
    {
        var browser = new Browser(app.Address);
        using var answer = await browser.SignInAsync(await app.AddUserAsync(roles), IdentityApp.GoodPassword);
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return browser;
    }

    /// <summary>Opens the address and answers the consent page when there is one.</summary>
    public static async Task<HttpResponseMessage> DecideAsync(Browser browser, string address, string decision = "allow")
    {
        var answer = await browser.GetAsync(address);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            return answer;
        }

        var fields = Fields(await answer.Content.ReadAsStringAsync());
        answer.Dispose();
        fields["decision"] = decision;
        return await browser.PostAsync("/connect/consent", fields);
    }

    public static async Task<string> CodeAsync(Browser browser, string address)
    {
        using var answer = await DecideAsync(browser, address);
        return Back(answer)["code"].ToString() is { Length: > 0 } code ? code : throw new InvalidOperationException(answer.Headers.Location?.OriginalString);
    }

    /// <summary>Redeems a code; changes replace parameters, and null removes one.</summary>
    public Task<HttpResponseMessage> RedeemAsync(HttpClient http, string code, params (string Name, string? Value)[] changes) => TokenAsync(
        http, [("grant_type", "authorization_code"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier), .. changes]);

    public Task<HttpResponseMessage> RefreshAsync(HttpClient http, string token, params (string Name, string? Value)[] changes) => TokenAsync(
        http, [("grant_type", "refresh_token"), ("refresh_token", token), .. changes]);

    /// <summary>The whole way: signs nobody in, answers the consent page, redeems the code.</summary>
    public async Task<JsonElement> TokensAsync(HttpClient http, Browser browser, string scope)
    {
        using var answer = await RedeemAsync(http, await CodeAsync(browser, Address(("scope", scope))));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private Task<HttpResponseMessage> TokenAsync(HttpClient http, IEnumerable<(string Name, string? Value)> parameters)
    {
        var last = parameters.GroupBy(parameter => parameter.Name, parameter => parameter.Value).Select(group => (Name: group.Key, Value: group.Last()));
        return http.TokenAsync(
            TokenCalls.Form([.. last.Where(parameter => parameter.Value is not null).Select(parameter => (parameter.Name, parameter.Value!))]),
            $"{client.Id}:{client.Secret}");
    }

    /// <summary>The parameters an answer carries to the client.</summary>
    public static Dictionary<string, StringValues> Back(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.StartsWith("https://client.test/back?", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(answer.Headers.Location.Query);
    }

    public static Dictionary<string, string> Fields(string html) => Hidden().Matches(html)
        .ToDictionary(match => match.Groups[1].Value, match => WebUtility.HtmlDecode(match.Groups[2].Value));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex Hidden();
}
