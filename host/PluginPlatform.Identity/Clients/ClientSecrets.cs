using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Clients;

/// <summary>
/// Client secrets are kept as HMAC-SHA-256 of client id and secret. A slow hash would cost 50 ms a token; a generated
/// secret has 256 bits and cannot be guessed, and without the master key a stolen table cannot even be tried. The master
/// key's id is kept beside the hash: a new master key makes no secret void while the old one is in the key file.
/// </summary>
internal sealed class ClientSecrets(MasterKey master)
{
    private const string Purpose = "identity:client-secrets";
    private const int SecretBytes = 32;

    private static readonly byte[] NoHash = new byte[HMACSHA256.HashSizeInBytes];

    private readonly ConcurrentDictionary<uint, byte[]> _keys = new();

    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public SecretHash Hash(string clientId, string secret)
    {
        var id = master.CurrentId;
        return new(Compute(id, clientId, secret), id);
    }

    /// <summary>Takes the same time for an unknown client as for a wrong secret.</summary>
    public bool Verify(Client? client, string clientId, string secret)
    {
        var stored = client?.Secret;
        if (stored is not null && stored.KeyId is null)
        {
            return master.Ids.Any(id => Matches(stored.Hash, id, clientId, secret));
        }

        // A key that is gone from the file makes the secret void, not the request a fault.
        var keyId = stored?.KeyId is { } made && master.Ids.Contains(made) ? made : master.CurrentId;
        return Matches(stored?.Hash ?? NoHash, keyId, clientId, secret);
    }

    private bool Matches(byte[] hash, uint keyId, string clientId, string secret) =>
        CryptographicOperations.FixedTimeEquals(hash, Compute(keyId, clientId, secret));

    private byte[] Compute(uint keyId, string clientId, string secret) => HMACSHA256.HashData(
        _keys.GetOrAdd(keyId, id => master.Derive(Purpose, id)), Encoding.UTF8.GetBytes($"{clientId}\0{secret}"));
}
