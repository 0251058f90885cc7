using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Registration;

/// <summary>What administrators of tenants and of the platform work with.</summary>
internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton(provider => new UserTable(
            provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<ILookupNormalizer>()));
        services.AddSingleton(provider => new UserRoster(
            provider.GetRequiredService<PlatformStorage>(),
            provider.GetRequiredService<UserTable>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<TimeProvider>()));
        return services.AddTenantLife();
    }

    private static IServiceCollection AddTenantLife(this IServiceCollection services)
    {
        services.AddSingleton<TenantStates>();
        services.AddHostedService(provider => provider.GetRequiredService<TenantStates>());
        services.AddSingleton<TenantTable>();
        services.AddSingleton<RemovalLedger>();
        services.AddSingleton(provider => new TenantLife(
            provider.GetRequiredService<TenantTable>(), provider.GetRequiredService<TenantStates>(), provider.GetRequiredService<ISecurityEvents>()));
        services.AddSingleton(provider => new ExportTenant(
            provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RemoveTenant(
            provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<TenantTable>(),
            provider.GetRequiredService<TenantLife>(), provider.GetRequiredService<RemovalLedger>()));
        return services;
    }
}
