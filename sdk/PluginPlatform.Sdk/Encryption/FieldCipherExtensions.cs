using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Sdk.Encryption;

/// <summary>Text and whole arrays, for callers who do not count allocations. Null stays null.</summary>
public static class FieldCipherExtensions
{
    /// <summary>Encrypts text as UTF-8.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="place">Where it will be stored.</param>
    /// <param name="text">The text, or null.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    /// <returns>The cipher text; null for null.</returns>
    public static async ValueTask<byte[]?> EncryptTextAsync(
        this IFieldCipher cipher, FieldPlace place, string? text, CancellationToken cancellationToken)
    {
        if (text is null)
        {
            return null;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        var plain = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            Encoding.UTF8.GetBytes(text, plain);
            var output = new byte[length + IFieldCipher.Overhead];
            await cipher.EncryptAsync(place, plain.AsMemory(0, length), output, cancellationToken).ConfigureAwait(false);
            return output;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain.AsSpan(0, length));
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    /// <summary>Decrypts what <see cref="EncryptTextAsync"/> made.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="place">Where it was stored.</param>
    /// <param name="stored">The cipher text, or null.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    public static async ValueTask<FieldText> DecryptTextAsync(
        this IFieldCipher cipher, FieldPlace place, byte[]? stored, CancellationToken cancellationToken)
    {
        if (stored is null)
        {
            return new(FieldState.Opened, null);
        }

        var plain = ArrayPool<byte>.Shared.Rent(Math.Max(0, stored.Length - IFieldCipher.Overhead));
        var written = 0;
        try
        {
            var outcome = await cipher.DecryptAsync(place, stored, plain, cancellationToken).ConfigureAwait(false);
            written = outcome.Length;
            return outcome.State is FieldState.Opened
                ? new(FieldState.Opened, Encoding.UTF8.GetString(plain, 0, written))
                : new(outcome.State, null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain.AsSpan(0, written));
            ArrayPool<byte>.Shared.Return(plain);
        }
    }

    /// <summary>A blind index of text, brought into Unicode normalisation form C.</summary>
    /// <param name="cipher">The cipher.</param>
    /// <param name="purpose">The purpose.</param>
    /// <param name="text">The text; case and spaces count.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    public static ValueTask<byte[]> BlindIndexAsync(
        this IFieldCipher cipher, string purpose, string text, CancellationToken cancellationToken) =>
        cipher.BlindIndexAsync(purpose, Encoding.UTF8.GetBytes(text.Normalize(NormalizationForm.FormC)), cancellationToken);
}
