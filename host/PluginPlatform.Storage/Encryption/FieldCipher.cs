using System.Buffers;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using PluginPlatform.Sdk.Encryption;

namespace PluginPlatform.Storage.Encryption;

internal sealed class FieldCipher(KeyRings rings, FieldOwner owner) : IFieldCipher
{
    public const string FieldKind = "field";

    private const string IndexKind = "blind-index";
    private const int IndexSize = 16;
    private const int LongestPurpose = 100;
    private const int LongestRow = 512;

    private static readonly SearchValues<char> PurposeLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    public async ValueTask<int> EncryptAsync(
        FieldPlace place, ReadOnlyMemory<byte> plain, Memory<byte> cipher, CancellationToken cancellationToken)
    {
        Check(place);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(plain.Length, IFieldCipher.LargestValue, nameof(plain));
        ArgumentOutOfRangeException.ThrowIfLessThan(cipher.Length, plain.Length + IFieldCipher.Overhead, nameof(cipher));
        var ring = await OpenAsync(cancellationToken).ConfigureAwait(false);
        var key = ring.Active!.For(FieldKind, owner.Plugin, place.Purpose);
        Seal(key, place, plain.Span, cipher.Span[..(plain.Length + IFieldCipher.Overhead)]);
        return plain.Length + IFieldCipher.Overhead;
    }

    public async ValueTask<FieldOutcome> DecryptAsync(
        FieldPlace place, ReadOnlyMemory<byte> cipher, Memory<byte> plain, CancellationToken cancellationToken)
    {
        Check(place);
        if (FieldFormat.KeyOf(cipher.Span) is not { } id || cipher.Length > IFieldCipher.LargestValue + IFieldCipher.Overhead)
        {
            return new(FieldState.Refused, 0);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(plain.Length, cipher.Length - IFieldCipher.Overhead, nameof(plain));
        var ring = await rings.GetAsync(owner.Tenant, cancellationToken).ConfigureAwait(false);
        if (ring.Find(id) is null && !ring.WasShredded(id))
        {
            // Made a moment ago under a key that another host has just rotated in.
            ring = await rings.RefreshNowAsync(owner.Tenant, cancellationToken).ConfigureAwait(false);
        }

        if (ring.Find(id) is not { } key)
        {
            return new(ring.WasShredded(id) ? FieldState.Shredded : FieldState.Refused, 0);
        }

        var length = cipher.Length - IFieldCipher.Overhead;
        return FieldFormat.TryOpen(key.For(FieldKind, owner.Plugin, place.Purpose), owner, place, cipher.Span, plain.Span[..length])
            ? new(FieldState.Opened, length)
            : new(FieldState.Refused, 0);
    }

    public async ValueTask<byte[]> BlindIndexAsync(string purpose, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        CheckPurpose(purpose);
        var ring = await OpenAsync(cancellationToken).ConfigureAwait(false);
        return Mac(ring.Index!.For(IndexKind, owner.Plugin, purpose), value.Span);
    }

    private async ValueTask<KeyRing> OpenAsync(CancellationToken cancellationToken)
    {
        var ring = await rings.GetAsync(owner.Tenant, cancellationToken).ConfigureAwait(false);
        if (ring.Active is not null)
        {
            return ring;
        }

        try
        {
            return await rings.GetOrCreateAsync(owner.Tenant, cancellationToken).ConfigureAwait(false);
        }
        catch (PluginStorageException shredded) when (shredded.Code == KeyRings.ShreddedCode)
        {
            throw new InvalidOperationException(shredded.Message, shredded);
        }
    }

    private void Seal(PurposeKey key, in FieldPlace place, ReadOnlySpan<byte> plain, Span<byte> cipher)
    {
        Span<byte> nonce = stackalloc byte[FieldFormat.NonceSize];
        RandomNumberGenerator.Fill(nonce);
        FieldFormat.Seal(key, owner, place, nonce, plain, cipher);
    }

    private static byte[] Mac(PurposeKey key, ReadOnlySpan<byte> value)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key.Bytes, value, whole);
        return whole[..IndexSize].ToArray();
    }

    private static void Check(in FieldPlace place)
    {
        CheckPurpose(place.Purpose);
        if (string.IsNullOrEmpty(place.Row) || place.Row.Length > LongestRow)
        {
            throw new ArgumentException("The row is 1 to 512 characters.", nameof(place));
        }
    }

    private static void CheckPurpose(string purpose, [CallerArgumentExpression(nameof(purpose))] string name = "")
    {
        if (string.IsNullOrEmpty(purpose) || purpose.Length > LongestPurpose || purpose.AsSpan().ContainsAnyExcept(PurposeLetters))
        {
            throw new ArgumentException("The purpose is 1 to 100 lower-case letters, digits, dots, underscores and hyphens.", name);
        }
    }
}
