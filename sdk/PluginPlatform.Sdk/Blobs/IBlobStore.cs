namespace PluginPlatform.Sdk.Blobs;

/// <summary>
/// Documents, images and other large content of the call's tenant, encrypted and addressed by what they hold. Scoped: a
/// plugin reaches its own blobs of its call's tenant and no others.
/// </summary>
/// <remarks>
/// Each blob has a key of its own (AES-256-GCM in chunks of 64 KB), encrypted under the tenant's data key, so that rotating
/// keys rewrites no content and destroying them closes every blob. An id is HMAC-SHA-256 of the content under a key of the
/// tenant and the plugin: storing equal content twice keeps it once, and two tenants' ids of equal content differ.
/// </remarks>
public interface IBlobStore
{
    /// <summary>The largest blob, 2 GB.</summary>
    const long LargestBlob = 2L * 1024 * 1024 * 1024;

    /// <summary>Stores content, or adds a reference when it is there already. All of it is durable when this returns; on failure nothing is stored.</summary>
    /// <param name="content">Read to its end, in bounded memory.</param>
    /// <param name="cancellationToken">Cancels before the content counts as stored.</param>
    /// <returns>The id: 64 hexadecimal digits. Keep it in an ordinary column.</returns>
    /// <exception cref="ArgumentException">The content is larger than <see cref="LargestBlob"/>.</exception>
    /// <exception cref="IOException">The disk is full, or the store cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">The tenant's keys were destroyed.</exception>
    Task<string> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Opens a blob for reading once from its beginning to its end.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels opening.</param>
    /// <returns>Whether it opened; then the caller disposes its content. Reading it throws <see cref="BlobDamagedException"/>
    /// where a chunk is changed, missing or out of order; no byte of such a chunk is given out.</returns>
    Task<BlobRead> OpenAsync(string id, CancellationToken cancellationToken);

    /// <summary>Takes one reference away; the last one takes the content with it.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels before it is done.</param>
    /// <returns>False when there is no such blob.</returns>
    Task<bool> DeleteAsync(string id, CancellationToken cancellationToken);
}
