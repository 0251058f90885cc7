using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Clients;

/// <summary>
/// Client secrets are kept as HMAC-SHA-256 of client id and secret. A slow hash would cost 50 ms a token; a generated
/// secret has 256 bits and cannot be guessed, and without the master key a stolen table cannot even be tried.
/// </summary>
internal sealed class ClientSecrets(PlatformStorage storage)
{
    private const int SecretBytes = 32;

    private static readonly byte[] NoHash = new byte[HMACSHA256.HashSizeInBytes];

    private readonly Lazy<byte[]> _key = new(() => storage.MasterKey.Derive("identity:client-secrets"));

    public static string Generate() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public byte[] Hash(string clientId, string secret) =>
        HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes($"{clientId}\0{secret}"));

    /// <summary>Takes the same time for an unknown client as for a wrong secret.</summary>
    public bool Verify(Client? client, string clientId, string secret) =>
        CryptographicOperations.FixedTimeEquals(client?.SecretHash ?? NoHash, Hash(clientId, secret));
}
