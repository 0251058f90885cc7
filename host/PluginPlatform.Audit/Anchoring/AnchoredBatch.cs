using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Anchoring;

/// <summary>
/// A seal with the rows it inserts, as an anchor keeps it: a batch that was anchored and never became durable in the database,
/// or was cut off it while the host was down, is written again from here.
/// </summary>
/// <param name="Seal">The seal.</param>
/// <param name="Rows">The encoded rows that the batch inserts; rows of writes are stored already.</param>
internal sealed record AnchoredBatch(AuditSeal Seal, IReadOnlyList<byte[]> Rows)
{
    public static AnchorRecord Write(AuditSeal seal, IReadOnlyList<PendingRow> rows)
    {
        var stream = new MemoryStream();
        using var to = new BinaryWriter(stream);
        to.Write(seal.Chain.ToByteArray(bigEndian: true));
        to.Write(seal.Number);
        to.Write(seal.At.UtcTicks);
        to.Write(seal.First);
        to.Write(seal.Previous);
        to.Write(seal.Root);
        to.Write(seal.KeyId);
        to.Write(seal.Mac);
        to.Write(seal.Entries.Bytes.Length);
        to.Write(seal.Entries.Bytes.Span);
        foreach (var row in rows)
        {
            if (row.Encoded is { } encoded)
            {
                to.Write(encoded.Length);
                to.Write(encoded);
            }
        }

        to.Flush();
        return new(seal.Chain, seal.Number, stream.GetBuffer().AsMemory(0, (int)stream.Length));
    }

    public static AnchoredBatch Read(AnchorRecord record)
    {
        var stream = new MemoryStream(record.Content.ToArray());
        using var from = new BinaryReader(stream);
        var seal = new AuditSeal
        {
            Chain = new(from.ReadBytes(16), bigEndian: true),
            Number = from.ReadInt64(),
            At = new(from.ReadInt64(), TimeSpan.Zero),
            First = from.ReadInt64(),
            Previous = from.ReadBytes(RowEncoding.HashSize),
            Root = from.ReadBytes(RowEncoding.HashSize),
            KeyId = from.ReadUInt32(),
            Mac = from.ReadBytes(32),
            Entries = new(from.ReadBytes(from.ReadInt32())),
        };
        var rows = new List<byte[]>();
        while (stream.Position < stream.Length)
        {
            rows.Add(from.ReadBytes(from.ReadInt32()));
        }

        return new(seal, rows);
    }
}
