using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Mpi.Engine.Blocking;

namespace Mpi.Indexing;

/// <summary>Blocking keys as numbers that do not tell what they were made of.</summary>
internal static class BlindKeys
{
    public static long[] Of(IReadOnlyList<BlockingKey> keys, byte[] secret)
    {
        var blind = new HashSet<long>(keys.Count);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        foreach (var key in keys)
        {
            HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(key.ToString()), hash);
            blind.Add(BinaryPrimitives.ReadInt64BigEndian(hash));
        }

        return [.. blind];
    }
}
