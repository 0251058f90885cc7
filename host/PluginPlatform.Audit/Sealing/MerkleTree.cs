using System.Security.Cryptography;

namespace PluginPlatform.Audit.Sealing;

/// <summary>The Merkle tree hash of RFC 6962, section 2.1.</summary>
internal static class MerkleTree
{
    private const byte NodePrefix = 1;

    /// <summary>The root over leaf hashes. Level by level, an odd last one rising, is the tree of the RFC.</summary>
    /// <param name="entries">The batch.</param>
    public static byte[] Root(SealEntries entries)
    {
        const int size = RowEncoding.HashSize;
        if (entries.Count == 0)
        {
            return SHA256.HashData([]);
        }

        var level = new byte[entries.Count * size];
        for (var i = 0; i < entries.Count; i++)
        {
            entries.Leaf(i).CopyTo(level.AsSpan(i * size));
        }

        Span<byte> pair = stackalloc byte[1 + (2 * size)];
        pair[0] = NodePrefix;
        for (var count = entries.Count; count > 1; count = (count + 1) / 2)
        {
            for (var i = 0; i + 1 < count; i += 2)
            {
                level.AsSpan(i * size, 2 * size).CopyTo(pair[1..]);
                SHA256.HashData(pair, level.AsSpan(i / 2 * size, size));
            }

            if (count % 2 == 1)
            {
                level.AsSpan((count - 1) * size, size).CopyTo(level.AsSpan(count / 2 * size));
            }
        }

        return level[..size];
    }
}
