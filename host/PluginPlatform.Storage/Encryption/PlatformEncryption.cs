using Npgsql;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage.Keys;

namespace PluginPlatform.Storage.Encryption;

/// <summary>The tenants' keys, and what is encrypted with them.</summary>
public sealed class PlatformEncryption
{
    /// <summary>Names the kernel among the owners of encrypted values.</summary>
    public const string KernelOwner = "platform";

    private readonly DataKeyTable _table;
    private readonly KeyRings _rings;

    internal PlatformEncryption(NpgsqlDataSource kernel, IKeyManagement management, TimeProvider time)
    {
        _table = new(kernel, management, time);
        _rings = new(_table, management, time);
    }

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

    /// <summary>Gives the tenant a new data key; what older ones encrypted still opens.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Cancels before it is done.</param>
    /// <returns>The new key's id, or null when the tenant's keys were destroyed.</returns>
    public async Task<int?> NewDataKeyAsync(string tenant, CancellationToken cancellationToken)
    {
        var id = await _table.RotateAsync(tenant, cancellationToken).ConfigureAwait(false);
        await _rings.RefreshNowAsync(tenant, CancellationToken.None).ConfigureAwait(false);
        return id;
    }
}
