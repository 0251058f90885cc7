using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Passwords;
using PluginPlatform.Identity.Seeding;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SetUp;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Registration;

internal static class UserServices
{
    public static IServiceCollection AddUsers(this IServiceCollection services)
    {
        services.AddDbContext<PlatformIdentityDbContext>((provider, options) =>
            options.UseNpgsql(provider.GetRequiredService<PlatformStorage>().Kernel));
        services.TryAddSingleton<IBreachedPasswords, BreachedPasswordsFile>();
        // Before Identity adds its own, which it then leaves out: it counts kinds of characters.
        services.AddScoped<IPasswordValidator<PlatformUser>, PasswordRules>();
        services.AddScoped<ChangePassword>();
        services.AddIdentityCore<PlatformUser>()
            .AddRoles<IdentityRole<Guid>>()
            .AddEntityFrameworkStores<PlatformIdentityDbContext>();
        services.Configure<IdentityOptions>(Configure);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SecurityJournal>();
        services.AddSingleton<ICallContexts, CallContexts>();
        services.AddSingleton(provider => new TenantDirectory(
            provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<TenantStates>()));
        services.AddSingleton(provider => new SetupLinks(
            provider.GetRequiredService<PlatformStorage>(),
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<IOptions<PlatformIdentityOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new UserDirectory(
            provider.GetRequiredService<UserManager<PlatformUser>>(),
            provider.GetRequiredService<PlatformIdentityDbContext>(),
            provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new DemoSeed(
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<Clients.ClientDirectory>(),
            provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<AccountStore>(),
            provider.GetRequiredService<ILookupNormalizer>(),
            provider.GetRequiredService<ILogger<DemoSeed>>()));
        return services;
    }

    private static void Configure(IdentityOptions identity)
    {
        identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
        identity.ClaimsIdentity.UserIdClaimType = PlatformClaims.Subject;
        identity.ClaimsIdentity.UserNameClaimType = PlatformClaims.UserName;
        identity.ClaimsIdentity.RoleClaimType = PlatformClaims.Role;
        identity.ClaimsIdentity.SecurityStampClaimType = PlatformClaims.Stamp;
    }
}
