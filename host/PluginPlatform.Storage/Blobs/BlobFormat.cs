using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PluginPlatform.Storage.Blobs;

/// <summary>
/// A header, then chunks: 64 KB encrypted and a tag each. Every chunk but the last is full, and the last never is, so that a
/// file cut at a chunk's end is short of its last one. The nonce is the chunk's number and whether it is the last (the STREAM
/// construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015); the key serves one blob, so that numbers never repeat.
/// </summary>
internal static class BlobFormat
{
    public const int ChunkSize = 64 * 1024;
    public const int TagSize = 16;
    public const int KeySize = 32;

    private const int NonceSize = 12;

    public static ReadOnlySpan<byte> Header => "PPB\u0001\0\u0001\0\0"u8;

    public static void Seal(AesGcm cipher, uint number, bool last, ReadOnlySpan<byte> plain, Span<byte> output)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, number, last);
        cipher.Encrypt(nonce, plain, output[..plain.Length], output.Slice(plain.Length, TagSize), Header);
    }

    /// <exception cref="AuthenticationTagMismatchException">It is not the chunk that was written as this number.</exception>
    public static void Open(AesGcm cipher, uint number, bool last, ReadOnlySpan<byte> input, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceSize];
        WriteNonce(nonce, number, last);
        cipher.Decrypt(nonce, input[..^TagSize], input[^TagSize..], plain, Header);
    }

    private static void WriteNonce(Span<byte> nonce, uint number, bool last)
    {
        nonce.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(nonce[4..], number);
        nonce[^1] = last ? (byte)1 : (byte)0;
    }
}
