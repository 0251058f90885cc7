using System.Security.Cryptography;
using PluginPlatform.Sdk.Blobs;

namespace PluginPlatform.Storage.Blobs;

/// <summary>Encrypted content in a file that has no name yet. Disposing removes what was not moved away.</summary>
internal sealed class SpooledBlob : IDisposable
{
    private SpooledBlob(string path) => Path = path;

    public string Path { get; }

    /// <summary>The content's address.</summary>
    public string Id { get; private set; } = "";

    public long Length { get; private set; }

    public byte[] Sha256 { get; private set; } = [];

    public byte[] ContentKey { get; } = RandomNumberGenerator.GetBytes(BlobFormat.KeySize);

    /// <summary>Reads the content to its end, in the memory of two chunks.</summary>
    /// <exception cref="IOException">The disk is full; nothing is left.</exception>
    public static async Task<SpooledBlob> WriteAsync(
        string folder, Stream content, ReadOnlyMemory<byte> addressKey, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var spooled = new SpooledBlob(System.IO.Path.Combine(folder, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))));
        try
        {
            await spooled.FillAsync(content, addressKey, cancellationToken).ConfigureAwait(false);
            return spooled;
        }
        catch
        {
            spooled.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(ContentKey);
        File.Delete(Path);
    }

    private async Task FillAsync(Stream content, ReadOnlyMemory<byte> addressKey, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(Path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, Options = FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        using var address = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, addressKey.Span);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var cipher = new AesGcm(ContentKey, BlobFormat.TagSize);
        var plain = new byte[BlobFormat.ChunkSize];
        var output = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
        sha256.AppendData(BlobFormat.Header);
        await file.WriteAsync(BlobFormat.Header.ToArray(), cancellationToken).ConfigureAwait(false);
        for (uint number = 0; ; number++)
        {
            var read = await content.ReadAtLeastAsync(plain, plain.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var last = read < plain.Length;
            Length += read;
            if (Length > IBlobStore.LargestBlob)
            {
                throw new ArgumentException("The content is larger than 2 GB.", nameof(content));
            }

            address.AppendData(plain, 0, read);
            BlobFormat.Seal(cipher, number, last, plain.AsSpan(0, read), output);
            sha256.AppendData(output, 0, read + BlobFormat.TagSize);
            await file.WriteAsync(output.AsMemory(0, read + BlobFormat.TagSize), cancellationToken).ConfigureAwait(false);
            if (last)
            {
                break;
            }
        }

        file.Flush(flushToDisk: true);
        CryptographicOperations.ZeroMemory(plain);
        Id = Convert.ToHexStringLower(address.GetHashAndReset());
        Sha256 = sha256.GetHashAndReset();
    }
}
