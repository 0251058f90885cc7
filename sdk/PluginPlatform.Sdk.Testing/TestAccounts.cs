using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Seeding;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Testing.Contract;

namespace PluginPlatform.Sdk.Testing;

/// <summary>Adds the accounts of tests that the demo does not have.</summary>
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

    /// <summary>A user of the demo tenant who may do nothing.</summary>
    public static async Task AddStrangerAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var outcome = await scope.ServiceProvider.GetRequiredService<UserDirectory>().AddAsync(
            new NewUser(ContractTarget.StrangerName, DemoSeed.Tenant, [Roles.ApiConsumer]) { Password = DemoSeed.Password }, Actor.Plugin("tests"), CancellationToken.None);
        if (outcome is not (AddUserOutcome.Added or AddUserOutcome.Refused { Code: "IDN-2013" }))
        {
            throw new InvalidOperationException($"The stranger was not added: {outcome}.");
        }
    }
}
