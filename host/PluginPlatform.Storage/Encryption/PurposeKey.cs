using System.Security.Cryptography;

namespace PluginPlatform.Storage.Encryption;

/// <summary>A key for one plugin and purpose.</summary>
internal sealed class PurposeKey(int dataKey, byte[] bytes)
{
    public const int Size = 32;
    public const int TagSize = 16;

    // The cipher's state serves one thread at a time. One spare is enough to save most set-ups.
    private AesGcm? _spare;

    public int DataKey => dataKey;

    public ReadOnlySpan<byte> Bytes => bytes;

    public AesGcm Rent() => Interlocked.Exchange(ref _spare, null) ?? new AesGcm(bytes, TagSize);

    public void Return(AesGcm cipher)
    {
        if (Interlocked.CompareExchange(ref _spare, cipher, null) is not null)
        {
            cipher.Dispose();
        }
    }
}
