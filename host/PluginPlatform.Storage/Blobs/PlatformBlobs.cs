using Npgsql;
using PluginPlatform.Sdk.Blobs;
using PluginPlatform.Storage.Encryption;

namespace PluginPlatform.Storage.Blobs;

/// <summary>The tenants' blobs.</summary>
public sealed class PlatformBlobs
{
    private static readonly TimeSpan Unfinished = TimeSpan.FromHours(1);

    /// <summary>Each that stores or removes holds a connection, and may need another for keys.</summary>
    private readonly SemaphoreSlim _turns = new(8, 8);
    private readonly NpgsqlDataSource _kernel;
    private readonly KeyRings _rings;
    private readonly IBlobBackend _backend;
    private readonly TimeProvider _time;

    internal PlatformBlobs(NpgsqlDataSource kernel, KeyRings rings, IBlobBackend backend, TimeProvider time) =>
        (_kernel, _rings, _backend, _time) = (kernel, rings, backend, time);

    /// <summary>The blobs of one plugin and tenant. Cheap.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="plugin">The plugin.</param>
    public IBlobStore Of(string tenant, string plugin) => Store(tenant, plugin);

    /// <summary>Removes what storing or removing left when it was interrupted more than an hour ago.</summary>
    /// <param name="cancellationToken">Cancels between two blobs.</param>
    /// <returns>How many blobs and spool files.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = _time.GetUtcNow() - Unfinished;
        var left = await UnfinishedAsync(before, cancellationToken).ConfigureAwait(false);
        foreach (var (tenant, plugin, id) in left)
        {
            await Store(tenant, plugin).SweepAsync(id, cancellationToken).ConfigureAwait(false);
        }

        var files = Directory.Exists(_backend.SpoolFolder)
            ? Directory.EnumerateFiles(_backend.SpoolFolder).Where(f => File.GetLastWriteTimeUtc(f) < before.UtcDateTime).ToList()
            : [];
        files.ForEach(File.Delete);
        return left.Count + files.Count;
    }

    private BlobStore Store(string tenant, string plugin) => new(_kernel, _rings, _backend, tenant, plugin, _turns, _time);

    private async Task<List<(string Tenant, string Plugin, string Id)>> UnfinishedAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = _kernel.CreateCommand("SELECT tenant_id, plugin, id FROM platform.blob WHERE refs = 0 AND changed_at < $1 LIMIT 1000");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var left = new List<(string, string, string)>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            left.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        }

        return left;
    }
}
