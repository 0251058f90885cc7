using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage.Encryption.Rotating;
using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Storage.Encryption;

/// <summary>The tenants' keys, and what is encrypted with them.</summary>
public sealed class PlatformEncryption : IAsyncDisposable
{
    /// <summary>Names the kernel among the owners of encrypted values.</summary>
    public const string KernelOwner = "platform";

    private readonly DataKeyTable _table;
    private readonly KeyRings _rings;
    private readonly RotateTenant _rotation;
    private readonly IKeyManagement _management;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private readonly ConcurrentDictionary<Task, bool> _running = [];

    internal PlatformEncryption(
        NpgsqlDataSource kernel, IKeyManagement management, Func<string, NpgsqlDataSource> openOwner, ILogger logger, TimeProvider time)
    {
        _management = management;
        _logger = logger;
        _table = new(kernel, management, time);
        _rings = new(_table, management, time);
        _rotation = new(kernel, _rings, openOwner, logger, time);
    }

    internal KeyRings Rings => _rings;

    /// <summary>Encrypts values of one plugin (or <see cref="KernelOwner"/>) and one tenant. Cheap.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="plugin">The plugin.</param>
    public IFieldCipher Fields(string tenant, string plugin) => new FieldCipher(_rings, new(tenant, plugin));

    /// <summary>Destroys the tenant's keys: whatever was encrypted with them is gone for good, on every host within a second.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels before it is done.</param>
    /// <returns>How many keys; 0 when they were gone already.</returns>
    public async Task<int> ShredAsync(string tenant, CancellationToken cancellationToken)
    {
        var keys = await _table.ShredAsync(tenant, cancellationToken).ConfigureAwait(false);
        await _rings.RefreshNowAsync(tenant, CancellationToken.None).ConfigureAwait(false);
        return keys;
    }

    /// <summary>Gives the tenant a new data key and starts to re-encrypt its columns; what older keys encrypted opens meanwhile.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels before the key is made.</param>
    /// <returns>The new key's id, or null when the tenant's keys were destroyed.</returns>
    public async Task<int?> RotateAsync(string tenant, CancellationToken cancellationToken)
    {
        var id = await _table.RotateAsync(tenant, cancellationToken).ConfigureAwait(false);
        await _rings.RefreshNowAsync(tenant, CancellationToken.None).ConfigureAwait(false);
        if (id is { } key)
        {
            await _rotation.PlanAsync(tenant, key, cancellationToken).ConfigureAwait(false);
            Start(tenant);
        }

        return id;
    }

    /// <summary>Goes on with what an earlier stop interrupted.</summary>
    /// <param name="cancellationToken">Cancels looking.</param>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        var open = await _rotation.Table.ReadAsync(tenant: null, cancellationToken).ConfigureAwait(false);
        foreach (var tenant in open.Where(p => !p.Done).Select(p => p.Tenant).Distinct(StringComparer.Ordinal))
        {
            Start(tenant);
        }
    }

    /// <summary>Wraps every data key anew that is not wrapped by the current key: after the master key or the external one was rotated.</summary>
    /// <param name="cancellationToken">Cancels between two keys.</param>
    /// <returns>How many were wrapped anew.</returns>
    public async Task<int> RewrapAsync(CancellationToken cancellationToken)
    {
        var (count, keyId) = await _table.RewrapAsync(cancellationToken).ConfigureAwait(false);
        StorageLog.DataKeysRewrapped(_logger, count, keyId);
        return count;
    }

    /// <summary>Keys and progress.</summary>
    /// <param name="tenant">One tenant, or null for all.</param>
    /// <param name="cancellationToken">Cancels reading.</param>
    public async Task<EncryptionStatus> StatusAsync(string? tenant, CancellationToken cancellationToken) => new(
        await _management.CurrentKeyAsync(cancellationToken).ConfigureAwait(false),
        await _table.StatusAsync(tenant, cancellationToken).ConfigureAwait(false),
        await _rotation.Table.ReadAsync(tenant, cancellationToken).ConfigureAwait(false));

    /// <summary>Stops re-encryption after the batch in hand; it resumes at the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Keys).ConfigureAwait(false);
        _stopping.Dispose();
        _oneAtATime.Dispose();
    }

    // One tenant at a time: re-encryption must not take the machine from those who work on it.
    private void Start(string tenant)
    {
        var run = RunAsync(tenant, _stopping.Token);
        _running.TryAdd(run, true);
        _ = run.ContinueWith(t => _running.TryRemove(t, out _), TaskScheduler.Default);
    }

    private async Task RunAsync(string tenant, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            await _oneAtATime.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await _rotation.RunAsync(tenant, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _oneAtATime.Release();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The progress is in the database.
        }
        catch (Exception stopped)
        {
            StorageLog.ReencryptionStopped(_logger, stopped, tenant);
        }
    }
}
