using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Authorizing.Rules;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Devices;
using PluginPlatform.Identity.EndSession;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Introspecting;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Identity.Pushing;
using PluginPlatform.Identity.Revoking;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Registration;

internal static class AuthorizeServices
{
    public static IServiceCollection AddAuthorizing(this IServiceCollection services)
    {
        services.AddSingleton<PersonStore>();
        services.AddSingleton<GrantStore>();
        services.AddSingleton<CodeStore>();
        services.AddSingleton<RefreshStore>();
        services.AddSingleton<IdTokenWriter>();
        services.AddSingleton<GrantBearer>();
        services.AddSingleton<RevokeToken>();
        services.AddSingleton<IntrospectToken>();
        services.AddSingleton<LogoutHint>();
        services.AddSingleton<LogoutPlans>();
        services.AddSingleton<Logout>();
        services.AddSingleton<ClientDoor>();
        services.AddSingleton<PushedRequests>();
        services.AddSingleton<DeviceStore>();
        services.AddSingleton<LaunchStore>();
        services.AddSingleton(provider => new StartLaunch(
            provider.GetRequiredService<ClientStore>(), provider.GetRequiredService<LaunchStore>(), provider.GetRequiredService<PersonStore>(),
            provider.GetRequiredService<IFindPatients>(), provider.GetRequiredService<ICallContexts>(),
            provider.GetRequiredService<ISecurityEvents>(), provider.GetRequiredService<IOptions<PlatformIdentityOptions>>()));
        services.AddSingleton<ConsentStore>();
        services.AddSingleton(provider => new OwnConsents(provider.GetRequiredService<PlatformStorage>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<AuthorizeTickets>();
        services.AddSingleton<AuthorizeAnswers>();
        services.AddSingleton<AuthorizeEngine>();
        return services
            .AddRule<BoundTheRequest>()
            .AddRule<ResolvePushedRequest>()
            .AddRule<FindClient>()
            .AddRule<MatchRedirectUri>()
            .AddRule<RefuseRepeatedParameters>()
            .AddRule<ReadResponseMode>()
            .AddRule<RefuseRequestObjects>()
            .AddRule<RequirePushedRequest>()
            .AddRule<RequireResponseTypeCode>()
            .AddRule<RequireGrantOfClient>()
            .AddRule<RequireS256Challenge>()
            .AddRule<ReadKeyThumbprint>()
            .AddRule<ReadScopes>()
            .AddRule<RequireFhirAudience>()
            .AddRule<RequireLaunchParameter>()
            .AddRule<ReadPrompt>()
            .AddRule<RequireSignIn>()
            .AddRule<RequireSameTenant>()
            .AddRule<TakeLaunch>()
            .AddRule<ChoosePatient>()
            .AddRule<RequireConsent>()
            .AddRule<UsePushedRequestOnce>()
            .AddRule<UseLaunchOnce>()
            .AddRule<IssueCode>();
    }

    // The order of the calls is the order of the rules.
    private static IServiceCollection AddRule<TRule>(this IServiceCollection services)
        where TRule : class, IAuthorizeRule => services.AddSingleton<IAuthorizeRule, TRule>();
}
