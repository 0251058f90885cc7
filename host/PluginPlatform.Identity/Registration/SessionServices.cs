using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Circuits;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Throttling;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Registration;

internal static class SessionServices
{
    // RFC 6265bis section 4.1.3.2: such a cookie can only have been set by this very host over TLS.
    private const string HostPrefix = "__Host-";

    public static IServiceCollection AddSessions(this IServiceCollection services)
    {
        services.AddAuthentication(PlatformSchemes.Default)
            .AddPolicyScheme(PlatformSchemes.Default, null, policy =>
                policy.ForwardDefaultSelector = context =>
                    context.Request.Headers.Authorization.Any(BearerHandler.IsMeant)
                        ? PlatformSchemes.Bearer
                        : PlatformSchemes.Session)
            .AddCookie(PlatformSchemes.Session)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(PlatformSchemes.Bearer, null);
        services.AddOptions<CookieAuthenticationOptions>(PlatformSchemes.Session)
            .Configure<IOptions<PlatformIdentityOptions>>(ConfigureCookie);
        services.AddAuthorization();
        services.AddAntiforgery();
        services.AddOptions<AntiforgeryOptions>().Configure<IOptions<PlatformIdentityOptions>>((options, platform) =>
            Harden(options.Cookie, "platform.antiforgery", platform.Value));

        services.AddSingleton<SessionStore>();
        services.AddSingleton<SessionEvents>();
        services.AddSingleton<AddressThrottle>();
        services.AddSingleton<SignInFailures>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<ILookupNormalizer, UpperInvariantLookupNormalizer>();
        services.AddSingleton<IPasswordHasher<PlatformUser>, PasswordHasher<PlatformUser>>();
        services.AddSingleton<PasswordCheck>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<ConfirmPassword>();
        services.AddSingleton(provider => new OwnSessions(provider.GetRequiredService<SessionStore>()));
        services.AddScoped<AuthenticationStateProvider, CircuitSession>();
        services.AddScoped<CircuitActivity>();
        services.AddScoped<CircuitHandler>(provider => provider.GetRequiredService<CircuitActivity>());
        return services;
    }

    private static void ConfigureCookie(CookieAuthenticationOptions options, IOptions<PlatformIdentityOptions> platform)
    {
        Harden(options.Cookie, "platform.session", platform.Value);
        // The row says when a session is over, idle or old: a live page sends no request that could renew a cookie.
        options.ExpireTimeSpan = platform.Value.SessionLifetime;
        options.SlidingExpiration = false;
        options.EventsType = typeof(SessionEvents);
        options.LoginPath = IdentityPaths.SignInPage;
    }

    private static void Harden(CookieBuilder cookie, string name, PlatformIdentityOptions platform)
    {
        cookie.Name = platform.Secure ? HostPrefix + name : name;
        cookie.SecurePolicy = platform.Secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Lax;
        cookie.Path = "/";
    }
}
