using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Storage;

namespace PluginPlatform.Sdk.Testing;

/// <summary>
/// One throw-away PostgreSQL cluster per test process, with template databases: the first platform with a set of plugins
/// migrates a template, every later one clones it in about a tenth of a second.
/// </summary>
internal sealed class TestCluster
{
    private static readonly Lazy<Task<TestCluster>> Shared = new(StartAsync);
    private readonly Dictionary<string, Task> _templates = new(StringComparer.Ordinal);
    private readonly EmbeddedCluster _cluster;
    private int _databases;

    private TestCluster(EmbeddedCluster cluster, string folder) => (_cluster, Folder) = (cluster, folder);

    public string Folder { get; }

    public static Task<TestCluster> CurrentAsync() => Shared.Value;

    /// <summary>Clones the template, which is made by <paramref name="migrate"/> the first time.</summary>
    /// <returns>The clone's connection string, as the cluster's superuser.</returns>
    public async Task<string> CloneAsync(string template, Func<string, Task> migrate, CancellationToken cancellationToken)
    {
        Task made;
        lock (_templates)
        {
            if (!_templates.TryGetValue(template, out made!))
            {
                _templates.Add(template, made = MakeTemplateAsync(template, migrate));
            }
        }

        await made.WaitAsync(cancellationToken);
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await _cluster.CreateDatabaseAsync(name, template, cancellationToken);
        return _cluster.ConnectionString(name);
    }

    private async Task MakeTemplateAsync(string template, Func<string, Task> migrate)
    {
        await _cluster.CreateDatabaseAsync(template, null, CancellationToken.None);
        await migrate(_cluster.ConnectionString(template));
    }

    private static async Task<TestCluster> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("platform-tests-").FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var cluster = await EmbeddedCluster.StartAsync(
            new EmbeddedClusterOptions { DataFolder = folder, Durable = false }, NullLoggerFactory.Instance, TimeProvider.System, CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            cluster.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return new(cluster, folder);
    }
}
