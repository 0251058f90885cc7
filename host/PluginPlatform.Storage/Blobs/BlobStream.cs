using System.Security.Cryptography;
using PluginPlatform.Sdk.Blobs;

namespace PluginPlatform.Storage.Blobs;

/// <summary>Decrypts chunk by chunk. A chunk is given out after it proved whole, and while its tenant's key exists.</summary>
internal sealed class BlobStream(Stream stored, byte[] contentKey, Func<CancellationToken, ValueTask<bool>> keyExists) : Stream
{
    private readonly AesGcm _cipher = new(contentKey, BlobFormat.TagSize);
    private readonly byte[] _input = new byte[BlobFormat.ChunkSize + BlobFormat.TagSize];
    private readonly byte[] _plain = new byte[BlobFormat.ChunkSize];
    private ReadOnlyMemory<byte> _rest;
    private uint _number;
    private bool _started;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_rest.IsEmpty && !_ended && !buffer.IsEmpty)
        {
            await NextAsync(cancellationToken).ConfigureAwait(false);
        }

        var length = Math.Min(buffer.Length, _rest.Length);
        _rest[..length].CopyTo(buffer);
        _rest = _rest[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            stored.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
            CryptographicOperations.ZeroMemory(contentKey);
        }

        base.Dispose(disposing);
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        if (!await keyExists(cancellationToken).ConfigureAwait(false))
        {
            throw new BlobDamagedException("The tenant's keys were destroyed.");
        }

        if (!_started)
        {
            await StartAsync(cancellationToken).ConfigureAwait(false);
        }

        var read = await stored.ReadAtLeastAsync(_input, _input.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        var last = read < _input.Length;
        if (read < BlobFormat.TagSize)
        {
            throw new BlobDamagedException($"The blob ends before chunk {_number}.");
        }

        try
        {
            BlobFormat.Open(_cipher, _number, last, _input.AsSpan(0, read), _plain.AsSpan(0, read - BlobFormat.TagSize));
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new BlobDamagedException($"Chunk {_number} of the blob is not what was stored.", changed);
        }

        _rest = _plain.AsMemory(0, read - BlobFormat.TagSize);
        _ended = last;
        _number++;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var header = new byte[BlobFormat.Header.Length];
        var read = await stored.ReadAtLeastAsync(header, header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (!header.AsSpan(0, read).SequenceEqual(BlobFormat.Header))
        {
            throw new BlobDamagedException("The file is no blob of a known format.");
        }

        _started = true;
    }
}
