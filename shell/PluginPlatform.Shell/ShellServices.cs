using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PluginPlatform.Shell.Handover;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell;

/// <summary>How a host takes the shell in.</summary>
public static class ShellServices
{
    private static readonly string[] _notPages = ["/api", "/fhir", "/connect", "/.well-known", "/admin/api", "/hubs", "/health", "/metrics", "/openapi", "/_", "/docs"];

    /// <summary>
    /// Adds the shell with Razor components and server interactivity. The host itself registers the four services the shell
    /// reads: IPluginSurface and IPluginBoard (singletons), ISession and IFragmentGate (scoped).
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options.</param>
    public static IServiceCollection AddPlatformShell(this IServiceCollection services, Action<ShellOptions>? configure = null)
    {
        services.AddOptions<ShellOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HandoverShelf>();
        services.AddScoped<PageHandover>();
        services.AddSingleton<RecentPatients>();
        services.AddScoped<ShellStore>();
        services.AddScoped<IShellEffect, RememberOpened>();
        return services;
    }

    /// <summary>
    /// Adds the reader's culture (cookie, then Accept-Language) and the drawn "not found" page for addresses a browser asks
    /// for. Call it before routing.
    /// </summary>
    /// <param name="app">The host's pipeline.</param>
    public static IApplicationBuilder UsePlatformShell(this IApplicationBuilder app)
    {
        var cultures = app.ApplicationServices.GetRequiredService<IOptions<ShellOptions>>().Value.Cultures
            .Select(CultureInfo.GetCultureInfo).ToArray();
        app.UseRequestLocalization(options =>
        {
            options.DefaultRequestCulture = new(cultures[0]);
            options.SupportedCultures = cultures;
            options.SupportedUICultures = cultures;
        });
        return app.UseWhen(AsksForPage, pages => pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true));
    }

    private static bool AsksForPage(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)
        && !_notPages.Any(root => context.Request.Path.StartsWithSegments(root, StringComparison.Ordinal));
}
