using Npgsql;
using PluginPlatform.Sdk.Blobs;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage.Encryption;

namespace PluginPlatform.Storage.Blobs;

internal sealed class BlobStore(
    NpgsqlDataSource kernel, KeyRings rings, IBlobBackend backend, string tenant, string plugin, SemaphoreSlim turns, TimeProvider time) : IBlobStore
{
    private const string KeyPurpose = "blob.key";
    private const int IdLength = 64;

    private readonly BlobTable _table = new(kernel, tenant, plugin, turns, time);
    private readonly FieldCipher _cipher = new(rings, new(tenant, PlatformEncryption.KernelOwner));

    public async Task<string> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        using var spooled = await SpooledBlob.WriteAsync(
            backend.SpoolFolder, content, await AddressKeyAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        var turn = await _table.LockAsync(spooled.Id, cancellationToken).ConfigureAwait(false);
        try
        {
            if (!await IsStoredAsync(turn, spooled.Id, cancellationToken).ConfigureAwait(false))
            {
                var key = new byte[BlobFormat.KeySize + IFieldCipher.Overhead];
                await _cipher.EncryptAsync(Place(spooled.Id), spooled.ContentKey, key, cancellationToken).ConfigureAwait(false);
                await _table.AnnounceAsync(turn, spooled.Id, spooled.Length, key, cancellationToken).ConfigureAwait(false);
                await backend.StoreAsync(spooled.Id, spooled.Path, spooled.Sha256, cancellationToken).ConfigureAwait(false);
            }

            await _table.ReferAsync(turn, spooled.Id).ConfigureAwait(false);
            return spooled.Id;
        }
        finally
        {
            await _table.UnlockAsync(turn, spooled.Id).ConfigureAwait(false);
        }
    }

    public async Task<BlobRead> OpenAsync(string id, CancellationToken cancellationToken)
    {
        if (!IsId(id) || await _table.FindAsync(null, id, cancellationToken).ConfigureAwait(false) is not { Refs: > 0 } row)
        {
            return new(BlobState.Unknown, null, 0);
        }

        var key = new byte[BlobFormat.KeySize];
        if (row.Key.Length != key.Length + IFieldCipher.Overhead)
        {
            return new(BlobState.Damaged, null, 0);
        }

        var opened = await _cipher.DecryptAsync(Place(id), row.Key, key, cancellationToken).ConfigureAwait(false);
        if (opened.State is not FieldState.Opened)
        {
            return new(opened.State is FieldState.Shredded ? BlobState.Shredded : BlobState.Damaged, null, 0);
        }

        return await backend.OpenAsync(id, cancellationToken).ConfigureAwait(false) is { } stored
            ? new(BlobState.Opened, new BlobStream(stored, key, KeysExistAsync), row.Length)
            : new(BlobState.Damaged, null, 0);
    }

    public async Task<bool> DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (!IsId(id))
        {
            return false;
        }

        var turn = await _table.LockAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await _table.FindAsync(turn, id, cancellationToken).ConfigureAwait(false) is not { Refs: > 0 } row)
            {
                return false;
            }

            // From here the blob is gone for readers; what breaks off below is swept.
            await _table.ReleaseAsync(turn, id).ConfigureAwait(false);
            if (row.Refs == 1)
            {
                await RemoveAsync(turn, id).ConfigureAwait(false);
            }

            return true;
        }
        finally
        {
            await _table.UnlockAsync(turn, id).ConfigureAwait(false);
        }
    }

    /// <summary>Removes what an interrupted storing or removing left.</summary>
    public async Task SweepAsync(string id, CancellationToken cancellationToken)
    {
        var turn = await _table.LockAsync(id, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await _table.FindAsync(turn, id, cancellationToken).ConfigureAwait(false) is { Refs: 0 })
            {
                await RemoveAsync(turn, id).ConfigureAwait(false);
            }
        }
        finally
        {
            await _table.UnlockAsync(turn, id).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(NpgsqlConnection turn, string id)
    {
        await backend.DeleteAsync(id, CancellationToken.None).ConfigureAwait(false);
        await _table.RemoveAsync(turn, id).ConfigureAwait(false);
    }

    // Content that went missing is stored anew when somebody brings it again.
    private async Task<bool> IsStoredAsync(NpgsqlConnection turn, string id, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(turn, id, cancellationToken).ConfigureAwait(false) is not { Refs: > 0 })
        {
            return false;
        }

        await using var stored = await backend.OpenAsync(id, cancellationToken).ConfigureAwait(false);
        return stored is not null;
    }

    private async ValueTask<bool> KeysExistAsync(CancellationToken cancellationToken) =>
        !(await rings.GetAsync(tenant, cancellationToken).ConfigureAwait(false)).IsShredded;

    private async ValueTask<byte[]> AddressKeyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var ring = await rings.GetOrCreateAsync(tenant, cancellationToken).ConfigureAwait(false);
            return ring.Index!.For("blob-address", plugin, "content").Bytes.ToArray();
        }
        catch (PluginStorageException shredded) when (shredded.Code == KeyRings.ShreddedCode)
        {
            throw new InvalidOperationException(shredded.Message, shredded);
        }
    }

    private FieldPlace Place(string id) => new(KeyPurpose, $"{plugin}/{id}");

    private static bool IsId(string id) => id.Length == IdLength && id.All(char.IsAsciiHexDigitLower);
}
