using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Storage.Encryption;

/// <summary>An unwrapped data key. It encrypts nothing itself: each plugin and purpose has a key derived from it.</summary>
internal sealed class DataKey(int id, byte[] secret)
{
    /// <summary>Purposes are names in a plugin's code; should a plugin make them up, they are derived each time.</summary>
    private const int MostPurposes = 256;

    private readonly ConcurrentDictionary<(string Kind, string Plugin, string Purpose), PurposeKey> _purposes = [];

    public int Id => id;

    public PurposeKey For(string kind, string plugin, string purpose)
    {
        if (_purposes.TryGetValue((kind, plugin, purpose), out var known))
        {
            return known;
        }

        var made = new PurposeKey(id, HKDF.DeriveKey(
            HashAlgorithmName.SHA256, secret, PurposeKey.Size, info: Encoding.UTF8.GetBytes($"{kind}\0{plugin}\0{purpose}")));
        return _purposes.Count < MostPurposes ? _purposes.GetOrAdd((kind, plugin, purpose), made) : made;
    }
}
