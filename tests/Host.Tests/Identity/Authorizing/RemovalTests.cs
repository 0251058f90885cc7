using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity.Authorizing;

[Collection(IdentityCollection.Name)]
public sealed class RemovalTests(IdentityPlatform platform)
{
    [Fact]
    public async Task Client_Removed_TakesItsGrantsConsentsAndTokensWithIt()
    {
        await using var app = await IdentityApp.StartAsync(platform);
        using var http = app.Client();
        var flow = await Flow.RegisterAsync(app);
        using var browser = await flow.SignedInAsync(Roles.Provider);
        await flow.TokensAsync(http, browser, "openid offline_access");
        Assert.Equal((1, 1), await CountAsync(flow.Client.Id));

        // As the removal of its tenant does, which the kernel's own role may not do otherwise.
        await platform.ExecuteAsync("INSERT INTO platform.tenant (id, name, state) VALUES ('leaving', 'Leaving', 'deleting')");
        await platform.ExecuteAsync("UPDATE platform.clients SET tenant_id = 'leaving' WHERE id = $1", flow.Client.Id);
        Assert.Equal(1, await platform.ScalarAsync<long>("SELECT platform.erase_tenant('clients', 'leaving', 100)"));

        Assert.Equal((0, 0), await CountAsync(flow.Client.Id));
    }

    private async Task<(long Grants, long Consents)> CountAsync(string client) => (
        await platform.ScalarAsync<long>("SELECT count(*) FROM platform.grants WHERE client_id = $1", client),
        await platform.ScalarAsync<long>("SELECT count(*) FROM platform.consents WHERE client_id = $1", client));
}
