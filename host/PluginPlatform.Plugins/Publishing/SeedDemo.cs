using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Seeding;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Lets the active plugins fill the demo tenant.</summary>
public sealed class SeedDemo
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly LiveSet _live;
    private readonly RunAsPlugin _plugin;

    internal SeedDemo(LiveSet live, RunAsPlugin plugin) => (_live, _plugin) = (live, plugin);

    public async Task RunAsync(string tenant, CancellationToken cancellationToken)
    {
        foreach (var generation in _live.Current.Active.Where(g => g.Serves(tenant)))
        {
            foreach (var seed in generation.Definition.Seeds)
            {
                await _plugin.RunAsync(generation, tenant, DataGrants.All, Limit, "demo data", async (services, token) =>
                {
                    await ((IDemoSeed)services.GetRequiredService(seed)).SeedAsync(token);
                    return true;
                }, cancellationToken);
            }
        }
    }
}
