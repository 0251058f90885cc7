using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Sdk.Testing;

/// <summary>Adds what the second tenant needs.</summary>
internal static class TestAccounts
{
    /// <returns>The secret of <c>other-client</c>.</returns>
    public static async Task<string> AddOtherTenantAsync(IServiceProvider services)
    {
        var storage = services.GetRequiredService<PlatformStorage>();
        await using var command = storage.Kernel.CreateCommand("INSERT INTO platform.tenant (id, name) VALUES ($1, $1) ON CONFLICT (id) DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = TestPlatform.OtherTenant });
        await command.ExecuteNonQueryAsync();
        var outcome = await services.GetRequiredService<ClientDirectory>().AddAsync(
            new NewClient("other-client", TestPlatform.OtherTenant, ["system/*.cruds"]), Actor.Plugin("tests"), CancellationToken.None);
        return ((AddClientOutcome.Added)outcome).Secret;
    }
}
