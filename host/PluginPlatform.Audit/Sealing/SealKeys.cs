using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using PluginPlatform.Audit.Retention;
using PluginPlatform.Storage;

namespace PluginPlatform.Audit.Sealing;

/// <summary>Signs seals and rows with keys that never reach the database.</summary>
internal sealed class SealKeys(MasterKey master)
{
    private const int MacSize = 32;
    private const int ProofHead = 4 + 16;

    private readonly ConcurrentDictionary<(uint Id, string Purpose), byte[]> _keys = new();

    public AuditSeal Sign(AuditSeal seal) =>
        seal with { KeyId = master.CurrentId, Mac = HMACSHA256.HashData(Key(master.CurrentId, "audit:seals")!, Message(seal)) };

    /// <summary>Whether the seal was made here, under any key the key file still holds.</summary>
    public bool IsGenuine(AuditSeal seal) =>
        Key(seal.KeyId, "audit:seals") is { } key && CryptographicOperations.FixedTimeEquals(seal.Mac, HMACSHA256.HashData(key, Message(seal)));

    public DropRecord Sign(DropRecord record) =>
        record with { KeyId = master.CurrentId, Mac = HMACSHA256.HashData(Key(master.CurrentId, "audit:dropped")!, Message(record)) };

    /// <summary>Whether the record of a dropped month was made here.</summary>
    public bool IsGenuine(DropRecord record) =>
        Key(record.KeyId, "audit:dropped") is { } key && CryptographicOperations.FixedTimeEquals(record.Mac, HMACSHA256.HashData(key, Message(record)));

    /// <summary>The proof of a row that a plugin's transaction stores: key id, where it is to be sealed, MAC over the leaf.</summary>
    public byte[] Prove(Guid anchor, ReadOnlySpan<byte> leaf)
    {
        var proof = new byte[ProofHead + MacSize];
        BinaryPrimitives.WriteUInt32BigEndian(proof, master.CurrentId);
        anchor.TryWriteBytes(proof.AsSpan(4), bigEndian: true, out _);
        Sign(Key(master.CurrentId, "audit:rows")!, proof, leaf, proof.AsSpan(ProofHead));
        return proof;
    }

    public bool IsGenuine(ReadOnlySpan<byte> proof, ReadOnlySpan<byte> leaf)
    {
        if (proof.Length != ProofHead + MacSize || Key(BinaryPrimitives.ReadUInt32BigEndian(proof), "audit:rows") is not { } key)
        {
            return false;
        }

        Span<byte> mac = stackalloc byte[MacSize];
        Sign(key, proof, leaf, mac);
        return CryptographicOperations.FixedTimeEquals(mac, proof[ProofHead..]);
    }

    private static void Sign(byte[] key, ReadOnlySpan<byte> proof, ReadOnlySpan<byte> leaf, Span<byte> mac)
    {
        Span<byte> message = stackalloc byte[ProofHead + RowEncoding.HashSize];
        proof[..ProofHead].CopyTo(message);
        leaf.CopyTo(message[ProofHead..]);
        HMACSHA256.HashData(key, message, mac);
    }

    // Every part has a fixed length, so that no two seals share a message.
    private static byte[] Message(AuditSeal seal)
    {
        var message = new byte[16 + 8 + 8 + 8 + 4 + RowEncoding.HashSize + RowEncoding.HashSize];
        var to = message.AsSpan();
        seal.Chain.TryWriteBytes(to, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(to[16..], seal.Number);
        BinaryPrimitives.WriteInt64BigEndian(to[24..], seal.First);
        BinaryPrimitives.WriteInt64BigEndian(to[32..], seal.At.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(to[40..], seal.Entries.Count);
        if (seal.Previous.Length == RowEncoding.HashSize && seal.Root.Length == RowEncoding.HashSize)
        {
            seal.Previous.CopyTo(to[44..]);
            seal.Root.CopyTo(to[(44 + RowEncoding.HashSize)..]);
        }

        return message;
    }

    private static byte[] Message(DropRecord record)
    {
        var message = new byte[4 + 8 + 4 + 8 + RowEncoding.HashSize];
        var to = message.AsSpan();
        BinaryPrimitives.WriteInt32BigEndian(to, record.Month.DayNumber);
        BinaryPrimitives.WriteInt64BigEndian(to[4..], record.DroppedAt.UtcTicks);
        BinaryPrimitives.WriteInt32BigEndian(to[12..], record.Kept);
        BinaryPrimitives.WriteInt64BigEndian(to[16..], record.Rows);
        if (record.Root.Length == RowEncoding.HashSize)
        {
            record.Root.CopyTo(to[24..]);
        }

        return message;
    }

    private byte[]? Key(uint id, string purpose) =>
        !master.Ids.Contains(id) ? null : _keys.GetOrAdd((id, purpose), static (wanted, source) => source.Derive(wanted.Purpose, wanted.Id), master);
}
