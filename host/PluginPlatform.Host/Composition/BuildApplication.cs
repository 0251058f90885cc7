using System.Net;
using PluginPlatform.Audit;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Audit.Partitions;
using PluginPlatform.Events;
using PluginPlatform.Host.Admin;
using PluginPlatform.Host.Compliance;
using PluginPlatform.Host.Demo;
using PluginPlatform.Host.Http;
using PluginPlatform.Host.Readers;
using PluginPlatform.Host.Research;
using PluginPlatform.Host.Retention;
using PluginPlatform.Host.Tls;
using PluginPlatform.Identity;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Plugins;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Plugins.Publishing;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell;
using PluginPlatform.Storage;

namespace PluginPlatform.Host.Composition;

/// <summary>Puts the kernel's parts together. Everything the host is stands on this page.</summary>
internal static class BuildApplication
{
    public static WebApplication From(PlatformOptions options, PlatformStorage storage, Action<ILoggingBuilder>? logging)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(BuildApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = options.Production ? Environments.Production : "Demo",
        });
        builder.Logging.ClearProviders();
        logging?.Invoke(builder.Logging);

        // It writes whole addresses, and a search by GET names people in its query (FHIR R4, 3.1.1.1). Whichever provider listens.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
        builder.WebHost.UseStaticWebAssets();
        Listen(builder.WebHost, options);
        AddKernel(builder.Services, options, storage);
        AddPlugins(builder.Services, options);
        AddShell(builder.Services, options);
        var app = builder.Build();
        Map(app);
        return app;
    }

    private static void Listen(IWebHostBuilder web, PlatformOptions options) => web.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
    {
        kestrel.AddServerHeader = false;
        if (options.Listen)
        {
            kestrel.Listen(EndpointOf(options.Url), listen =>
            {
                if (options.Tls is { } tls)
                {
                    listen.UsePlatformHttps(tls);
                }
            });
            if (options.Tls?.PlainUrl is { } plain)
            {
                kestrel.Listen(EndpointOf(plain));
            }
        }

        if (options.OperatorSocket)
        {
            OperatorSocket.Listen(kestrel, options);
        }
    });

    private static IPEndPoint EndpointOf(Uri url) => new(url.IsLoopback ? IPAddress.Loopback : IPAddress.Parse(url.Host), url.Port);

    private static void AddKernel(IServiceCollection services, PlatformOptions options, PlatformStorage storage)
    {
        services.AddSingleton(options);
        services.AddSingleton(storage);
        services.AddSingleton(storage.MasterKey);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(options.Events);
        services.AddSingleton(s => new EventDispatcher(storage.Kernel, options.Events, s.GetRequiredService<ILoggerFactory>(), TimeProvider.System));
        services.AddSingleton<IAuditAnchor>(_ => new FileAnchor(Path.Combine(options.DataFolder, "audit"), TimeProvider.System));
        services.AddSingleton(s => new AuditTrail(
            storage.Kernel, storage.MasterKey, s.GetRequiredService<IAuditAnchor>(), TimeProvider.System, s.GetRequiredService<ILoggerFactory>()));
        services.AddHostedService(s => new KeepPartitions(storage.Kernel, s.GetRequiredService<ILoggerFactory>(), TimeProvider.System));
        services.AddSingleton<IPermissionSource, PluginPermissions>();
        services.AddSingleton<Identity.Events.ISecurityEvents, AuditedSecurityEvents>();
        services.AddSingleton<ICallSource, HttpCallSource>();
        services.AddProblemDetails();
        services.AddAntiforgery();
    }

    private static void AddPlugins(IServiceCollection services, PlatformOptions options)
    {
        services.AddSingleton<IShellEndpoints, ShellEndpoints>();
        services.AddPlugins(new PluginHostOptions { File = options.PluginsFile, Folder = options.PluginFolder, Limits = options.Limits });

        // After the plugins, so that it stops before them: events handed to a plugin that is being put away would fail for nothing.
        services.AddHostedService(s => s.GetRequiredService<EventDispatcher>());
        if (options is { Demo: true, DemoPatients: true, Listen: true })
        {
            services.AddHostedService<SeedDemoTenant>();
        }
    }

    private static void AddShell(IServiceCollection services, PlatformOptions options)
    {
        services.AddPlatformShell(shell => shell.Demo = options.Demo);
        services.AddPlatformIdentity(identity =>
        {
            identity.Issuer = (options.Issuer ?? options.Url.GetLeftPart(UriPartial.Authority)).TrimEnd('/');
            identity.DemoPasswords = options.Demo;
            identity.MailFolder = options.Production ? null : Path.Combine(options.DataFolder, "mail");
            options.Identity?.Invoke(identity);
        });
        services.AddScoped<Sdk.UI.Hosting.ISession, ReaderSession>();
        services.AddScoped<IPluginBoard, ReaderPluginBoard>();
        services.AddSingleton<LookIntoAudit>();
        services.AddSingleton<ExportForResearch>();
        services.AddSingleton<ReadCompliance>();
        services.AddSingleton<RetentionTable>();
        services.AddSingleton<RunRetention>();
        services.AddHostedService<RetainDaily>();
        services.AddScoped<IComplianceBoard, ReaderComplianceBoard>();
        services.AddScoped<IAuditExplorer, ReaderAuditExplorer>();
        services.AddScoped<Shell.Account.IOwnAccount, ReaderAccount>();
        services.AddSingleton<Shell.SignIn.IWaysIn, WaysInByTenant>();
        services.AddScoped<AddUsers>();
        services.AddScoped<InviteUsers>();
        services.AddScoped<IUserBoard, ReaderUserBoard>();
        services.AddScoped<Shell.Tenants.ITenantBoard, ReaderTenantBoard>();
        services.AddScoped<Shell.Clients.IClientBoard, ReaderClientBoard>();
        services.AddScoped<ICareBoard, ReaderCareBoard>();
        services.AddScoped<IConsentBoard, ReaderConsentBoard>();
        services.AddSingleton<IFindPatients, FindPatients>();
        services.AddScoped<Shell.Apps.IAppBoard, ReaderAppBoard>();
    }

    private static void Map(WebApplication app)
    {
        app.UsePlatformProxies();
        app.UseMiddleware<UnknownFailures>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RequireHttps>();
        app.UseMiddleware<StatedPurpose>();
        app.UsePlatformShell();
        app.UseRouting();
        app.UsePlatformIdentity();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapPlatformIdentity();
        app.MapSmartStyle();
        app.MapPlugins();
        app.MapHealth();
        app.MapAdminApi();
    }
}
