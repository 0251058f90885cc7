using System.Globalization;
using System.Security.Cryptography;

namespace PluginPlatform.Storage.Keys;

/// <summary>Wraps data keys with the master key's file.</summary>
/// <param name="key">The master key.</param>
public sealed class FileKeyManagement(MasterKey key) : IKeyManagement
{
    /// <inheritdoc/>
    public ValueTask<string> CurrentKeyAsync(CancellationToken cancellationToken) => new(Name(key.CurrentId));

    /// <inheritdoc/>
    public ValueTask<WrappedKey> WrapAsync(ReadOnlyMemory<byte> dataKey, string context, CancellationToken cancellationToken)
    {
        var bytes = key.Encrypt(Purpose(context), dataKey.Span);
        return new(new WrappedKey(Name(MasterKey.KeyOf(bytes)), bytes));
    }

    /// <inheritdoc/>
    public ValueTask<byte[]> UnwrapAsync(WrappedKey wrapped, string context, CancellationToken cancellationToken)
    {
        try
        {
            return new(key.Decrypt(Purpose(context), wrapped.Bytes));
        }
        catch (CryptographicException damaged)
        {
            throw KeyManagementFailures.NotOpened(wrapped.KeyId, damaged);
        }
    }

    private static string Name(uint id) => string.Create(CultureInfo.InvariantCulture, $"file:{id:x8}");

    private static string Purpose(string context) => "data-key:" + context;
}
