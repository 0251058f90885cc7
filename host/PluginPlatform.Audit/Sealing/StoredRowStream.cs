using System.Buffers.Binary;
using Npgsql;

namespace PluginPlatform.Audit.Sealing;

/// <summary>Every stored row, encoded, as the server sends it in one binary COPY, in the order of storage.</summary>
internal sealed class StoredRowStream : IAsyncDisposable
{
    private const int SignatureLength = 19;
    private const int IdAt = 4;
    private const int TimeAt = 24;
    private static readonly DateTimeOffset Epoch = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly NpgsqlRawCopyStream _copy;
    private byte[] _buffer = new byte[1 << 18];
    private int _start;
    private int _end;
    private int _encodedLength;
    private int _rowLength;

    private StoredRowStream(NpgsqlRawCopyStream copy) => _copy = copy;

    /// <summary>The row's canonical encoding.</summary>
    public ReadOnlySpan<byte> Encoded => _buffer.AsSpan(_start + 2, _encodedLength);

    /// <summary>Empty when the row has none.</summary>
    public ReadOnlySpan<byte> Proof => _buffer.AsSpan(_start + 2 + _encodedLength + 4, _rowLength - 2 - _encodedLength - 4);

    public Guid Id => IdOf(Encoded);

    public DateTimeOffset At => TimeOf(Encoded);

    public static Guid IdOf(ReadOnlySpan<byte> encoded) => new(encoded.Slice(IdAt, 16), bigEndian: true);

    public static DateTimeOffset TimeOf(ReadOnlySpan<byte> encoded) =>
        Epoch.AddTicks(BinaryPrimitives.ReadInt64BigEndian(encoded[TimeAt..]) * TimeSpan.TicksPerMicrosecond);

    public static async Task<StoredRowStream> OpenAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY (SELECT {RowEncoding.Columns}, proof FROM platform.audit_event) TO STDOUT (FORMAT binary)", cancellationToken).ConfigureAwait(false);
        var stream = new StoredRowStream(copy);
        await stream.FillAsync(SignatureLength, cancellationToken).ConfigureAwait(false);
        stream._start += SignatureLength;
        return stream;
    }

    /// <summary>Goes to the next row; false at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        _start += _rowLength;
        _rowLength = 0;
        int missing;
        while ((missing = Measure()) > 0)
        {
            await FillAsync(missing, cancellationToken).ConfigureAwait(false);
        }

        return missing == 0;
    }

    public ValueTask DisposeAsync() => _copy.DisposeAsync();

    // 0: the row is in the buffer; -1: the trailer is; else so many bytes must be there.
    private int Measure()
    {
        var have = _buffer.AsSpan(_start, _end - _start);
        if (have.Length < 2)
        {
            return 2;
        }

        if (BinaryPrimitives.ReadInt16BigEndian(have) < 0)
        {
            return -1;
        }

        var at = 2;
        for (var column = 0; column <= RowEncoding.ColumnCount; column++)
        {
            if (have.Length < at + 4)
            {
                return at + 4;
            }

            if (column == RowEncoding.ColumnCount)
            {
                _encodedLength = at - 2;
            }

            at += 4 + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(have[at..]));
        }

        if (have.Length < at)
        {
            return at;
        }

        _rowLength = at;
        return 0;
    }

    private async ValueTask FillAsync(int wanted, CancellationToken cancellationToken)
    {
        if (_start + wanted > _buffer.Length)
        {
            var to = wanted > _buffer.Length ? new byte[wanted * 2] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(to);
            (_buffer, _end, _start) = (to, _end - _start, 0);
        }

        while (_end - _start < wanted)
        {
            var read = await _copy.ReadAsync(_buffer.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            _end += read > 0 ? read : throw new EndOfStreamException("The trail ended within a row.");
        }
    }
}
