using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Federation;
using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Registration;

internal static class FederationServices
{
    public static IServiceCollection AddFederation(this IServiceCollection services)
    {
        services.AddSingleton<ProviderTable>();
        services.AddSingleton<ProviderChannel>();
        services.AddSingleton<ProviderDocuments>();
        services.AddSingleton<IdTokenCheck>();
        services.AddSingleton<RedeemAtProvider>();
        services.AddSingleton<BeginFederation>();
        services.AddSingleton<FederatedAccounts>();
        services.AddSingleton<CompleteFederation>();
        services.AddSingleton(provider => new ProviderDirectory(
            provider.GetRequiredService<ProviderTable>(),
            provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<UserRoster>(),
            provider.GetRequiredService<ISecurityEvents>()));
        services.AddSingleton(provider => new WaysIn(
            provider.GetRequiredService<ProviderTable>(), provider.GetRequiredService<TenantStates>(), provider.GetRequiredService<MailLinks>()));
        return services;
    }
}
