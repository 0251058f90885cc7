using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;
using static Host.Tests.Identity.TokenCalls;

namespace Host.Tests.Identity;

[Collection(IdentityCollection.Name)]
public sealed class ClientRegistrationTests(IdentityPlatform platform) : IAsyncLifetime
{
    private const string Back = "https://app.example/back?x=1";

    private IdentityApp _app = null!;

    private ClientDirectory Clients => _app.Services.GetRequiredService<ClientDirectory>();

    public async ValueTask InitializeAsync() => _app = await IdentityApp.StartAsync(platform);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task Add_AppWithEverything_IsReadBackAsRegistered()
    {
        var client = App() with
        {
            Name = "Growth chart",
            Grants = ["authorization_code", "refresh_token", "device_code"],
            PostLogoutRedirectUris = ["https://app.example/bye"],
            LaunchUri = "https://app.example/launch",
            RequirePushedAuthorization = true,
            DpopBound = true,
        };

        var added = Assert.IsType<AddClientOutcome.Added>(await AddAsync(client));

        var found = await FindAsync(client.Id);
        Assert.Equal(43, added.Secret.Length);
        Assert.Equal(["authorization_code", "refresh_token", "urn:ietf:params:oauth:grant-type:device_code"], found.Grants);
        Assert.Equal([Back], found.RedirectUris);
        Assert.Equal(["https://app.example/bye"], found.PostLogoutRedirectUris);
        Assert.Equal("openid launch/patient patient/Observation.rs?category=laboratory", found.Scopes.Text);
        Assert.Equal(
            ("Growth chart", "https://app.example/launch", true, true, true, false),
            (found.Name, found.LaunchUri, found.RequirePushedAuthorization, found.DpopBound, found.Active, found.IsPublic));
    }

    [Fact]
    public async Task Add_PublicClient_HasNoSecretAndNoneOpensIt()
    {
        var client = App() with { IsPublic = true, RedirectUris = ["com.example.app:/back", "http://127.0.0.1/back", "http://[::1]:9000/back"] };

        var added = Assert.IsType<AddClientOutcome.Added>(await AddAsync(client));

        Assert.Empty(added.Secret);
        Assert.Null((await FindAsync(client.Id)).Secret);
        using var http = _app.Client();
        using var answer = await http.TokenAsync(Form(("grant_type", "client_credentials"), ("client_id", client.Id), ("client_secret", "x")));
        Assert.Equal("invalid_client", await answer.ErrorAsync());
    }

    [Fact]
    public async Task Add_WithKeys_KeepsPublicPartsOnlyAndMakesNoSecret()
    {
        using var pair = new ClientKeyPair();
        var client = App() with { Jwks = pair.PublicSet };

        var added = Assert.IsType<AddClientOutcome.Added>(await AddAsync(client));

        Assert.Empty(added.Secret);
        var found = await FindAsync(client.Id);
        Assert.Equal([ClientKeyPair.Kid], found.Keys!.Keys.Select(key => key.Kid));
        Assert.Null(found.Secret);
    }

    public static TheoryData<string, string> BadAddresses => new()
    {
        { "/back", "" }, { "https://app.example/back#there", "" }, { "https://app.example/*", "" }, { "http://app.example/back", "" },
        { "javascript:alert(1)", "public" }, { "data:text/html,x", "public" }, { "https://user@app.example/back", "" },
        { "com.example.app:/back", "" }, { "https://app.example/a b", "" }, { "http://127.0.0.1.example/back", "" },
        { "http://loopback/back", "" }, { "https:\\\\app.example", "" }, { "ftp://app.example/back", "public" }, { "", "" },
    };

    [Theory]
    [MemberData(nameof(BadAddresses))]
    public async Task Add_AddressUsersMustNotBeSentTo_IsRefused(string address, string type)
    {
        var client = App() with { IsPublic = type == "public", RedirectUris = [Back, address] };

        await AssertRefusedAsync("IDN-2008", client);
    }

    [Fact]
    public async Task Add_AgainstARuleOfItsType_WritesNothing()
    {
        using var pair = new ClientKeyPair();
        await AssertRefusedAsync("IDN-2005", App() with { IsPublic = true, Grants = ["client_credentials"] });
        await AssertRefusedAsync("IDN-2005", App() with { Grants = ["implicit"] });
        await AssertRefusedAsync("IDN-2005", App() with { Grants = ["client_credentials", "refresh_token"] });
        await AssertRefusedAsync("IDN-2005", App() with { Grants = [] });
        await AssertRefusedAsync("IDN-2006", App() with { IsPublic = true, Secret = "x" });
        await AssertRefusedAsync("IDN-2006", App() with { IsPublic = true, Jwks = pair.PublicSet });
        await AssertRefusedAsync("IDN-2006", App() with { Secret = "x", Jwks = pair.PublicSet });
        await AssertRefusedAsync("IDN-2008", App() with { RedirectUris = [] });
        await AssertRefusedAsync("IDN-2008", App() with { LaunchUri = "com.example.app:/launch", IsPublic = true });
        await AssertRefusedAsync("IDN-2009", App() with { Name = "a\nb" });
    }

    public static TheoryData<string> BadKeySets =>
    [
        "", "{}", "[]", "{\"keys\":[]}", "not json", "private", "no kid", "same kid twice", "symmetric", "RSA 1024", "for encryption",
        "algorithm none", "curve P-521", "point off the curve", "eleven",
    ];

    [Theory]
    [MemberData(nameof(BadKeySets))]
    public async Task Add_KeysThatProveNothing_AreRefused(string set)
    {
        using var pair = new ClientKeyPair();

        await AssertRefusedAsync("IDN-2007", App() with { Jwks = pair.BadSet(set) });
    }

    private static NewClient App() => new(
        IdentityApp.Fresh("app"), IdentityPlatform.Tenant, ["openid", "launch/patient", "patient/Observation.rs?category=laboratory"])
    {
        Grants = ["authorization_code"],
        RedirectUris = [Back],
    };

    private Task<AddClientOutcome> AddAsync(NewClient client) => Clients.AddAsync(client, Actor.Plugin("tests"), CancellationToken.None);

    private async Task<Client> FindAsync(string id) =>
        await _app.Services.GetRequiredService<ClientStore>().FindAsync(id, CancellationToken.None) ?? throw new InvalidOperationException("No row.");

    private async Task AssertRefusedAsync(string code, NewClient client)
    {
        Assert.Equal(code, Assert.IsType<AddClientOutcome.Refused>(await AddAsync(client)).Code);
        Assert.Equal(0L, await platform.ScalarAsync<long>("SELECT count(*) FROM platform.clients WHERE id = $1", client.Id));
    }
}
