using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PluginPlatform.Storage;

namespace Benchmarks;

/// <summary>A durable cluster (everything is flushed, as in production) and the platform processes on it.</summary>
internal sealed class Machine : IAsyncDisposable
{
    private readonly EmbeddedCluster _cluster;
    private readonly string _folder;

    private Machine(EmbeddedCluster cluster, string folder)
    {
        (_cluster, _folder) = (cluster, folder);
        Database = NpgsqlDataSource.Create(cluster.ConnectionString("bench"));
    }

    /// <summary>To count audit rows.</summary>
    public NpgsqlDataSource Database { get; }

    public static async Task<Machine> StartAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("platform-bench-").FullName;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherExecute | UnixFileMode.GroupExecute);
        var cluster = await EmbeddedCluster.StartAsync(
            new EmbeddedClusterOptions { DataFolder = folder }, NullLoggerFactory.Instance, TimeProvider.System, cancellationToken);
        await cluster.CreateDatabaseAsync("bench", null, cancellationToken);
        return new(cluster, folder);
    }

    public Task<PlatformProcess> StartPlatformAsync(CancellationToken cancellationToken)
    {
        var data = Directory.CreateDirectory(Path.Combine(_folder, "data")).FullName;
        File.Copy(Path.Combine(_folder, MasterKey.FileName), Path.Combine(data, MasterKey.FileName), overwrite: true);
        return PlatformProcess.StartAsync(data, _cluster.ConnectionString("bench"), cancellationToken);
    }

    public async Task<long> AuditRowsAsync(string condition, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand($"SELECT count(*) FROM platform.audit_event WHERE {condition}");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
