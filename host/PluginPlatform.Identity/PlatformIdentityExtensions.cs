using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Devices;
using PluginPlatform.Identity.EndSession;
using PluginPlatform.Identity.Federation;
using PluginPlatform.Identity.Introspecting;
using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Identity.Limiting;
using PluginPlatform.Identity.Mail;
using PluginPlatform.Identity.Metadata;
using PluginPlatform.Identity.Passkeys;
using PluginPlatform.Identity.Proxies;
using PluginPlatform.Identity.Pushing;
using PluginPlatform.Identity.Refusing;
using PluginPlatform.Identity.Registration;
using PluginPlatform.Identity.Revoking;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.SetUp;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Tokens;
using PluginPlatform.Identity.UserInfo;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity;

/// <summary>What the composition root calls.</summary>
public static class PlatformIdentityExtensions
{
    /// <summary>Where the composition root serves the platform's look to apps; tokens of launched apps name it.</summary>
    public const string SmartStyle = IdentityPaths.SmartStyle;

    /// <summary>
    /// Adds users, sessions, clients, tokens and Data Protection. The caller registers <c>PlatformStorage</c>,
    /// <see cref="TimeProvider"/>, <see cref="Permissions.IPermissionSource"/>, <see cref="IFindPatients"/> and
    /// <see cref="Events.ISecurityEvents"/>. Call it after <c>AddInteractiveServerComponents</c>, whose
    /// authentication state it replaces.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">At least the issuer.</param>
    public static IServiceCollection AddPlatformIdentity(
        this IServiceCollection services, Action<PlatformIdentityOptions> configure)
    {
        services.AddOptions<PlatformIdentityOptions>().Configure(configure)
            .ValidateDataAnnotations()
            .Validate(PlatformIdentityOptions.HasReadableList, "BreachedPasswords names a file that is there.")
            .Validate(PlatformIdentityOptions.HasUsableIssuer, "Issuer is an absolute http(s) URL without trailing slash, query or fragment.")
            .Validate(TrustedProxies.AreReadable, "A trusted proxy is an address or a network such as 10.0.0.0/8.")
            .Validate(SmtpMailer.IsUsable, "Smtp names a server, a sender and a password file that is there; without TLS only a server on this machine.")
            .ValidateOnStart();
        return services
            .AddUsers()
            .AddAdministration()
            .AddSessions()
            .AddSecondFactors()
            .AddPasskeys()
            .AddMail()
            .AddFederation()
            .AddTokens()
            .AddAuthorizing()
            .AddKeyProtection()
            .AddProblemDetails();
    }

    /// <summary>Takes callers' addresses from the configured proxies. First of all, before anything looks at an address.</summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UsePlatformProxies(this IApplicationBuilder app) =>
        app.ApplicationServices.GetRequiredService<IOptions<PlatformIdentityOptions>>().Value is { TrustedProxies.Count: > 0 } options
            ? app.UseForwardedHeaders(TrustedProxies.Options(options))
            : app;

    /// <summary>
    /// Authenticates every request, refuses cross-site writes that only a cookie vouches for, and holds pages marked
    /// <c>[Authorize]</c>: a browser is sent to the sign-in page, a program gets 401. After <c>UseRouting</c>, before
    /// <c>UseAntiforgery</c> and the endpoints.
    /// </summary>
    /// <param name="app">The pipeline.</param>
    public static IApplicationBuilder UsePlatformIdentity(this IApplicationBuilder app) =>
        app.UseCors()
            .UseAuthentication()
            .UseMiddleware<LimitRequests>()
            .UseMiddleware<NameTheTokenFault>()
            .UseMiddleware<SameOriginWrites>()
            .UseMiddleware<LeadOnToClient>()
            .UseMiddleware<FrameTheApp>()
            .UseAuthorization();

    /// <summary>Maps <c>/connect/*</c> and <c>/.well-known/*</c>. All are open to callers who are not signed in.</summary>
    /// <param name="routes">The host's routes.</param>
    public static IEndpointConventionBuilder MapPlatformIdentity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().NoPatientData();
        MetadataEndpoints.Map(group);
        AuthorizeEndpoint.Map(group);
        ConsentEndpoint.Map(group);
        ChoosePatientEndpoint.Map(group);
        LaunchEndpoint.Map(group);
        FormPostPage.Map(group);
        TokenEndpoint.Map(group);
        UserInfoEndpoint.Map(group);
        IntrospectEndpoint.Map(group);
        RevokeEndpoint.Map(group);
        LogoutEndpoint.Map(group);
        PushEndpoint.Map(group);
        DeviceEndpoint.Map(group);
        PostOnly.Map(group);
        DevicePageEndpoint.Map(group);
        SignInEndpoints.Map(group);
        SetupEndpoints.Map(group);
        SecondStepEndpoints.Map(group);
        PasskeySignInEndpoints.Map(group);
        LinkEndpoints.Map(group);
        FederationEndpoints.Map(group);
        AccountForms.Map(group);
        return group;
    }
}
