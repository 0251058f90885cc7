namespace PluginPlatform.Storage.Blobs;

/// <summary>Keeps encrypted content under names of 64 hexadecimal digits. It sees no plain text and no key.</summary>
public interface IBlobBackend
{
    /// <summary>Where content is written before it has a name; on the backend's own disk if it has one.</summary>
    string SpoolFolder { get; }

    /// <summary>Stores a spooled file under a name, replacing what is there; durable when it returns, and never half.</summary>
    /// <param name="name">The name.</param>
    /// <param name="spooled">The file; it may be moved.</param>
    /// <param name="sha256">The file's SHA-256.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">It cannot be stored.</exception>
    Task StoreAsync(string name, string spooled, ReadOnlyMemory<byte> sha256, CancellationToken cancellationToken);

    /// <summary>Opens content for reading; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">It cannot be reached.</exception>
    Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes content; does nothing when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="IOException">It cannot be reached.</exception>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}
