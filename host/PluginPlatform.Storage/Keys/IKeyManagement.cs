namespace PluginPlatform.Storage.Keys;

/// <summary>
/// Keeps the keys that wrap data keys. One implementation uses the master key's file, one an external key management:
/// the platform sees a data key only while it is in use, and the database never sees it unwrapped.
/// </summary>
public interface IKeyManagement
{
    /// <summary>The id of the key that <see cref="WrapAsync"/> uses now, for example <c>file:1a2b3c4d</c>.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PluginStorageException">STO-1401, STO-1402: it cannot be reached, or refuses.</exception>
    ValueTask<string> CurrentKeyAsync(CancellationToken cancellationToken);

    /// <summary>Wraps a data key under the current key.</summary>
    /// <param name="dataKey">The data key.</param>
    /// <param name="context">What it belongs to; the same is needed to unwrap it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PluginStorageException">STO-1401, STO-1402: it cannot be reached, or refuses.</exception>
    ValueTask<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, string context, CancellationToken cancellationToken);

    /// <summary>Unwraps what <see cref="WrapAsync"/> made.</summary>
    /// <param name="wrapped">Its result.</param>
    /// <param name="context">The context given then.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PluginStorageException">STO-1401, STO-1402 as above; STO-1403: damaged, or for another context.</exception>
    ValueTask<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken);
}
