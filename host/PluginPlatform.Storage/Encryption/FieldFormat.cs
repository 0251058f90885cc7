using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PluginPlatform.Sdk.Encryption;

namespace PluginPlatform.Storage.Encryption;

/// <summary>The cipher text's bytes: format, data key id, nonce, encrypted value, tag. Test vectors hold it stable.</summary>
internal static class FieldFormat
{
    public const byte Version = 1;
    public const int NonceSize = 12;
    public const int HeaderSize = 1 + sizeof(int);

    private const int OnStack = 512;

    /// <summary>The data key a cipher text names, or null when it is none of this format.</summary>
    public static int? KeyOf(ReadOnlySpan<byte> cipher) =>
        cipher.Length >= IFieldCipher.Overhead && cipher[0] == Version ? BinaryPrimitives.ReadInt32BigEndian(cipher[1..]) : null;

    public static void Seal(
        PurposeKey key, in FieldOwner owner, in FieldPlace place, ReadOnlySpan<byte> nonce, ReadOnlySpan<byte> plain, Span<byte> output)
    {
        output[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(output[1..], key.DataKey);
        nonce.CopyTo(output[HeaderSize..]);
        var length = DataLength(owner, place);
        byte[]? rented = null;
        var data = length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        data = data[..length];
        WriteData(data, output[..HeaderSize], owner, place);
        var cipher = key.Rent();
        cipher.Encrypt(
            nonce, plain, output.Slice(HeaderSize + NonceSize, plain.Length), output.Slice(HeaderSize + NonceSize + plain.Length, PurposeKey.TagSize), data);
        key.Return(cipher);
        GiveBack(rented);
    }

    public static bool TryOpen(PurposeKey key, in FieldOwner owner, in FieldPlace place, ReadOnlySpan<byte> input, Span<byte> plain)
    {
        var length = DataLength(owner, place);
        byte[]? rented = null;
        var data = length <= OnStack ? stackalloc byte[OnStack] : rented = ArrayPool<byte>.Shared.Rent(length);
        data = data[..length];
        WriteData(data, input[..HeaderSize], owner, place);
        var cipher = key.Rent();
        try
        {
            cipher.Decrypt(
                input.Slice(HeaderSize, NonceSize),
                input.Slice(HeaderSize + NonceSize, plain.Length),
                input[^PurposeKey.TagSize..],
                plain,
                data);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
        finally
        {
            key.Return(cipher);
            GiveBack(rented);
        }
    }

    private static void GiveBack(byte[]? rented)
    {
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static int DataLength(in FieldOwner owner, in FieldPlace place) =>
        HeaderSize + (4 * sizeof(ushort)) + Encoding.UTF8.GetByteCount(owner.Tenant) + Encoding.UTF8.GetByteCount(owner.Plugin)
        + Encoding.UTF8.GetByteCount(place.Purpose) + Encoding.UTF8.GetByteCount(place.Row);

    // Each part behind its length: no two places are written alike.
    private static void WriteData(Span<byte> data, ReadOnlySpan<byte> header, in FieldOwner owner, in FieldPlace place)
    {
        header.CopyTo(data);
        data = data[HeaderSize..];
        Write(ref data, owner.Tenant);
        Write(ref data, owner.Plugin);
        Write(ref data, place.Purpose);
        Write(ref data, place.Row);
    }

    private static void Write(ref Span<byte> data, string part)
    {
        var length = Encoding.UTF8.GetBytes(part, data[sizeof(ushort)..]);
        BinaryPrimitives.WriteUInt16BigEndian(data, (ushort)length);
        data = data[(sizeof(ushort) + length)..];
    }
}
