using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Sdk.Testing;

/// <summary>Adds what the second tenant needs.</summary>
internal static class TestAccounts
{
    /// <returns>The secret of <c>other-client</c>.</returns>
    public static async Task<string> AddOtherTenantAsync(IServiceProvider services)
    {
        await services.GetRequiredService<TenantDirectory>().AddAsync(TestPlatform.OtherTenant, "Another tenant", CancellationToken.None);
        var outcome = await services.GetRequiredService<ClientDirectory>().AddAsync(
            new NewClient("other-client", TestPlatform.OtherTenant, ["system/*.cruds"]), Actor.Plugin("tests"), CancellationToken.None);
        return ((AddClientOutcome.Added)outcome).Secret;
    }
}
