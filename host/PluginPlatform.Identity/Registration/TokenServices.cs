using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Browsers;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.Devices;
using PluginPlatform.Identity.DPoP;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Grants.Rules;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Identity.Limiting;
using PluginPlatform.Identity.Replay;
using PluginPlatform.Identity.Revoking;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Signals;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Identity.Tokens;
using PluginPlatform.Identity.Tokens.Rules;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Registration;

internal static class TokenServices
{
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddSingleton<SecuritySignals>();
        services.AddHostedService<ListenForSignals>();
        services.AddSingleton<RevokedTokens>();
        services.AddCors();
        services.AddSingleton<ClientOrigins>();
        services.AddSingleton<ICorsPolicyProvider, BrowserPolicies>();
        services.AddClients();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<UsedOnce>();
        services.AddSingleton<DpopNonces>();
        services.AddSingleton<DpopProof>();
        services.AddSingleton<ClientAssertion>();
        services.AddSingleton<ClientAuthentication>();
        services.AddSingleton<SigningKeyStore>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton(provider => new KeyDirectory(
            provider.GetRequiredService<SigningKeyStore>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<IOptions<PlatformIdentityOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<RotateOldKeys>();
        services.AddSingleton<AccessTokenWriter>();
        services.AddSingleton<AccessTokenReader>();
        services.AddSingleton<TokenEngine>();
        return services
            .AddRule<RefuseRepeatedParameters>()
            .AddRule<RefuseParametersInAddress>()
            .AddRule<UseOneAuthenticationMethod>()
            .AddRule<ReadBasicCredentials>()
            .AddRule<ReadBodyCredentials>()
            .AddRule<ReadClientAssertion>()
            .AddRule<RequireKnownGrant>()
            .AddRule<AuthenticateClient>()
            .AddRule<LimitClient>()
            .AddRule<RequireGrantOfClient>()
            .AddRule<ProveKey>()
            .AddRule<RedeemCode>()
            .AddRule<UseRefreshToken>()
            .AddRule<UseDeviceCode>()
            .AddRule<GrantScopes>()
            .AddRule<IssueUserTokens>()
            .AddRule<IssueAccessToken>();
    }

    private static void AddClients(this IServiceCollection services)
    {
        services.AddSingleton<ClientStore>();
        services.AddSingleton(provider => new ClientSecrets(provider.GetRequiredService<PlatformStorage>().MasterKey));
        services.AddSingleton(provider => new ClientDirectory(
            provider.GetRequiredService<ClientStore>(),
            provider.GetRequiredService<ClientSecrets>(),
            provider.GetRequiredService<TenantDirectory>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<IOptions<PlatformIdentityOptions>>().Value.Issuer));
        services.AddSingleton<NarrowingRules>();
        services.AddSingleton<ClientTable>();
        services.AddSingleton(provider => new ClientRoster(
            provider.GetRequiredService<PlatformStorage>(),
            provider.GetRequiredService<ClientTable>(),
            provider.GetRequiredService<ClientSecrets>(),
            provider.GetRequiredService<SecuritySignals>(),
            provider.GetRequiredService<ISecurityEvents>(),
            provider.GetRequiredService<IOptions<PlatformIdentityOptions>>().Value.Requests));
    }

    // The order of the calls is the order of the rules.
    private static IServiceCollection AddRule<TRule>(this IServiceCollection services)
        where TRule : class, ITokenRule =>
        services.AddSingleton<TRule>().AddSingleton<ITokenRule>(provider => provider.GetRequiredService<TRule>());
}
