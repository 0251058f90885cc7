using System.Runtime.InteropServices;

namespace PluginPlatform.Audit.Sealing;

/// <summary>The rows of a seal in the order of their positions: id (16 bytes) and leaf hash (32) each.</summary>
/// <param name="Bytes">As stored.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SealEntries(ReadOnlyMemory<byte> Bytes)
{
    private const int IdSize = 16;
    private const int Size = IdSize + RowEncoding.HashSize;

    public int Count => Bytes.Length / Size;

    /// <summary>Whether the bytes are whole entries and at least one.</summary>
    public bool IsWhole => Bytes.Length > 0 && Bytes.Length % Size == 0;

    public static SealEntries Of(IReadOnlyList<PendingRow> rows)
    {
        var bytes = new byte[rows.Count * Size];
        for (var i = 0; i < rows.Count; i++)
        {
            rows[i].Id.TryWriteBytes(bytes.AsSpan(i * Size), bigEndian: true, out _);
            rows[i].Leaf.CopyTo(bytes.AsSpan((i * Size) + IdSize));
        }

        return new(bytes);
    }

    public Guid Id(int index) => new(Bytes.Span.Slice(index * Size, IdSize), bigEndian: true);

    /// <summary>Id and leaf hash together.</summary>
    public ReadOnlySpan<byte> Entry(int index) => Bytes.Span.Slice(index * Size, Size);

    public ReadOnlySpan<byte> Leaf(int index) => Bytes.Span.Slice((index * Size) + IdSize, RowEncoding.HashSize);
}
