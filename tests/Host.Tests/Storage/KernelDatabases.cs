using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Audit;
using PluginPlatform.Events;
using PluginPlatform.Storage;

[assembly: AssemblyFixture(typeof(Host.Tests.Storage.KernelDatabases))]

namespace Host.Tests.Storage;

/// <summary>One throw-away cluster for the assembly, started by the first test that needs it; databases from a template.</summary>
public sealed class KernelDatabases : IAsyncDisposable
{
    private const string Template = "kernel_template";

    // Made with the first use: child processes that tests start and kill never come here.
    private readonly Lazy<TempFolder> _folder = new(() => new TempFolder());
    private readonly SemaphoreSlim _gate = new(1, 1);
    private EmbeddedCluster? _cluster;
    private int _count;

    public string DataFolder => _folder.Value.Path;

    public static IReadOnlyList<KernelMigrations> Areas { get; } = [EventDispatcher.Migrations, AuditTrail.Migrations];

    /// <summary>A superuser's connection string to a fresh database with the kernel's schema.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        await _gate.WaitAsync();
        try
        {
            var cluster = await ClusterAsync();
            var name = $"kernel_{++_count}";
            await cluster.CreateDatabaseAsync(name, Template, TestContext.Current.CancellationToken);
            return cluster.ConnectionString(name);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>A superuser's connection string to an empty database.</summary>
    public async Task<string> EmptyDatabaseAsync(string name)
    {
        await _gate.WaitAsync();
        try
        {
            var cluster = await ClusterAsync();
            await cluster.CreateDatabaseAsync(name, null, TestContext.Current.CancellationToken);
            return cluster.ConnectionString(name);
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<PlatformStorage> NewStorageAsync() => await OpenAsync(await NewDatabaseAsync());

    public Task<PlatformStorage> OpenAsync(string connectionString) => PlatformStorage.StartAsync(
        new StorageOptions { DataFolder = DataFolder, ConnectionString = connectionString },
        Areas,
        NullLoggerFactory.Instance,
        TimeProvider.System,
        TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
            _folder.Value.Dispose();
        }

        _gate.Dispose();
    }

    private async Task<EmbeddedCluster> ClusterAsync()
    {
        if (_cluster is null)
        {
            _cluster = await EmbeddedCluster.StartAsync(
                new EmbeddedClusterOptions { DataFolder = DataFolder, Durable = false },
                NullLoggerFactory.Instance,
                TimeProvider.System,
                CancellationToken.None);
            await _cluster.CreateDatabaseAsync(Template, null, CancellationToken.None);
            await using var storage = await OpenAsync(_cluster.ConnectionString(Template));
        }

        return _cluster;
    }
}
