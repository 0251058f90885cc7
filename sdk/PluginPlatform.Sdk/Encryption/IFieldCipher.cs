namespace PluginPlatform.Sdk.Encryption;

/// <summary>
/// Encrypts single values under the call's tenant, for columns of type <c>bytea</c>. Scoped: what one tenant's call encrypts,
/// another tenant's call cannot open, whatever row it is put into.
/// </summary>
/// <remarks>
/// AES-256-GCM (NIST SP 800-38D) under a key derived (HKDF-SHA-256, RFC 5869) for the plugin and the purpose from the tenant's
/// data key. The cipher text is: format (1 byte, <c>0x01</c>), data key id (4 bytes, big-endian), nonce (12, random), the
/// encrypted bytes, tag (16). Tenant, plugin, purpose and row are its associated data, so that a cipher text moved to another
/// row, column, plugin or tenant does not open. Its length tells the length of the value: pad values whose length is telling.
/// <para>
/// Declare each encrypted column, so that the platform finds it when keys are rotated:
/// <c>COMMENT ON COLUMN note.body IS 'encrypted: note.body by id'</c> - the purpose, then the columns whose values as text,
/// joined with <c>/</c>, are the row (<see cref="FieldPlace.Row"/>).
/// </para>
/// </remarks>
public interface IFieldCipher
{
    /// <summary>The largest value, 16 MB. What is larger is for a blob.</summary>
    const int LargestValue = 16 * 1024 * 1024;

    /// <summary>How many bytes a cipher text is longer than its value.</summary>
    const int Overhead = 33;

    /// <summary>Encrypts a value. An empty value is encrypted too; null is not a value and stays null in the column.</summary>
    /// <param name="place">Where it will be stored.</param>
    /// <param name="plain">The value, at most <see cref="LargestValue"/> bytes.</param>
    /// <param name="cipher">Receives <c>plain.Length + Overhead</c> bytes.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    /// <returns>How many bytes were written. Completes without waiting while the tenant's key is in memory.</returns>
    /// <exception cref="ArgumentException">The value is too large, the buffer too small, or the place malformed.</exception>
    /// <exception cref="InvalidOperationException">The tenant's keys were destroyed.</exception>
    ValueTask<int> EncryptAsync(FieldPlace place, ReadOnlyMemory<byte> plain, Memory<byte> cipher, CancellationToken cancellationToken);

    /// <summary>Decrypts what <see cref="EncryptAsync"/> made for the same place, under whichever of the tenant's keys it was made.</summary>
    /// <param name="place">Where it was stored.</param>
    /// <param name="cipher">The cipher text.</param>
    /// <param name="plain">Receives <c>cipher.Length - Overhead</c> bytes; on any outcome but <see cref="FieldState.Opened"/> nothing.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    /// <returns>Whether it opened, and how many bytes were written.</returns>
    /// <exception cref="ArgumentException">The buffer is too small, or the place malformed.</exception>
    ValueTask<FieldOutcome> DecryptAsync(FieldPlace place, ReadOnlyMemory<byte> cipher, Memory<byte> plain, CancellationToken cancellationToken);

    /// <summary>
    /// A blind index: 16 bytes by which equal values of one purpose are found with <c>=</c>, without decrypting any.
    /// </summary>
    /// <remarks>
    /// HMAC-SHA-256 (RFC 2104) under a key of the tenant, the plugin and the purpose, truncated to 128 bits. It tells whoever
    /// reads the table which rows of one tenant hold equal values, and how often each occurs; for a value with few possible
    /// contents (a sex, a year of birth) that is as good as the content. It tells nothing across tenants or purposes. Bring
    /// the value into one form first (case, spaces, Unicode NFC). It survives key rotation, and goes with the tenant's keys.
    /// </remarks>
    /// <param name="purpose">The purpose, as in <see cref="FieldPlace.Purpose"/>.</param>
    /// <param name="value">The value in its one form.</param>
    /// <param name="cancellationToken">Cancels asking for the key.</param>
    /// <exception cref="ArgumentException">The purpose is malformed.</exception>
    /// <exception cref="InvalidOperationException">The tenant's keys were destroyed.</exception>
    ValueTask<byte[]> BlindIndexAsync(string purpose, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);
}
