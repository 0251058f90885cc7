using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Privacy;
using PluginPlatform.Identity.Privacy.Erasing;
using PluginPlatform.Identity.Privacy.Exporting;
using PluginPlatform.Identity.Privacy.Rectifying;
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
        return services.AddTenantLife().AddAccess();
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

    private static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton<UserRights>();
        services.AddSingleton(provider => new CareTeam(
            provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<UserRoster>(),
            provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ConsentTable>();
        services.AddSingleton(provider => new ConsentBook(
            provider.GetRequiredService<ConsentTable>(), provider.GetRequiredService<UserRoster>(),
            provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new BreakGlass(
            provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<TenantTable>(), provider.GetRequiredService<TenantStates>(),
            provider.GetRequiredService<ConsentBook>(), provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<BreakGlass>>()));
        services.AddSingleton<RectificationTable>();
        services.AddSingleton(provider => new Rectifications(
            provider.GetRequiredService<RectificationTable>(), provider.GetRequiredService<ConsentTable>(),
            provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ErasureTable>();
        services.AddSingleton<WalkSubjectTables>();
        services.AddSingleton(provider => new ExportSubject(provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new LegalHolds(
            provider.GetRequiredService<ErasureTable>(), provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EraseSubject(
            provider.GetRequiredService<ErasureTable>(), provider.GetRequiredService<WalkSubjectTables>(),
            provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ExplainAccess(
            provider.GetRequiredService<UserRoster>(), provider.GetRequiredService<TenantStates>(), provider.GetRequiredService<CareTeam>(),
            provider.GetRequiredService<BreakGlass>(), provider.GetRequiredService<ConsentBook>(), provider.GetRequiredService<UserRights>(), provider.GetRequiredService<TimeProvider>()));
        return services;
    }
}
