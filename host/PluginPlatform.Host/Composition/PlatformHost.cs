using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using PluginPlatform.Audit;
using PluginPlatform.Events;
using PluginPlatform.Host.Demo;
using PluginPlatform.Identity;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Host.Composition;

/// <summary>The running platform. Tests start the same one.</summary>
public sealed class PlatformHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly PlatformStorage _storage;

    private PlatformHost(WebApplication app, PlatformStorage storage, PlatformOptions options)
    {
        (_app, _storage) = (app, storage);
        Options = options;
        Address = options.Listen
            ? new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(a => a.StartsWith("http", StringComparison.Ordinal) && !a.Contains("unix:", StringComparison.Ordinal)))
            : options.Url;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    public PlatformOptions Options { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts storage, kernel and plugins; returns when it answers requests.</summary>
    public static async Task<PlatformHost> StartAsync(
        PlatformOptions options, Action<ILoggingBuilder>? logging, CancellationToken cancellationToken)
    {
        RefuseUnsafeDemo(options);
        RefuseHalfTls(options);
        var started = Stopwatch.GetTimestamp();
        using var early = LoggerFactory.Create(logging ?? (_ => { }));
        var storage = await PlatformStorage.StartAsync(
            new StorageOptions { DataFolder = options.DataFolder, ConnectionString = options.Database, KeyManagement = KeyManagementOf(options) },
            [EventDispatcher.Migrations, AuditTrail.Migrations, IdentityMigrations.Kernel],
            early, TimeProvider.System, cancellationToken);
        try
        {
            var app = BuildApplication.From(options, storage, logging);
            if (options.Demo)
            {
                await SeedDemoTenant.AccountsAsync(app.Services, cancellationToken);
            }

            await app.StartAsync(cancellationToken);
            await storage.Encryption.ResumeAsync(cancellationToken);
            await storage.Blobs.SweepAsync(cancellationToken);
            var host = new PlatformHost(app, storage, options);
            OperatorSocket.Protect(options);
            HostLog.Ready(app.Logger, host.Address, (long)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return host;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns when the process is asked to stop.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _storage.DisposeAsync();
    }

    private static TransitKeyManagement? KeyManagementOf(PlatformOptions options) =>
        options.KeyManagement is { } transit ? new(transit) : null;

    private static void RefuseHalfTls(PlatformOptions options)
    {
        if (options.Listen && (options.Url.Scheme == Uri.UriSchemeHttps) != (options.Tls is not null))
        {
            throw new InvalidOperationException(
                "An https address and a certificate belong together: set PLATFORM_URL=https://… and PLATFORM_CERTIFICATE, or neither. Behind a proxy that ends TLS set PLATFORM_ISSUER and PLATFORM_PROXIES instead.");
        }
    }

    private static void RefuseUnsafeDemo(PlatformOptions options)
    {
        if (options.Demo && (options.Production || !options.Url.IsLoopback))
        {
            throw new InvalidOperationException(
                "Demo data comes with a known password: --demo works outside Production and on a loopback address only. Start without --demo and run 'platform user add'.");
        }
    }
}
