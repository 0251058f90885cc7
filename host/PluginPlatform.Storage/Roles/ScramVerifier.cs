using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Storage.Roles;

/// <summary>Makes a SCRAM-SHA-256 verifier (RFC 5802, section 3) as PostgreSQL stores it, so that no password is sent or logged.</summary>
internal static class ScramVerifier
{
    private const int Iterations = 4096;

    public static string Make(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA256, 32);
        var stored = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var server = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}${Convert.ToBase64String(stored)}:{Convert.ToBase64String(server)}";
    }
}
