using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>Codes by time (RFC 6238): SHA-1, six digits, steps of 30 seconds, as every authenticator app has them.</summary>
internal static class Totp
{
    private const int SecretBytes = 20;
    private const int Seconds = 30;
    private const int Digits = 6;
    private const uint Modulus = 1_000_000;

    // One step of drift either way (RFC 6238 section 5.2).
    private const int Drift = 1;

    public static byte[] NewSecret() => RandomNumberGenerator.GetBytes(SecretBytes);

    public static long StepAt(DateTimeOffset moment) => moment.ToUnixTimeSeconds() / Seconds;

    /// <summary>The step whose code it is; null when it is none of the present ones. Compares all of them, whichever fits.</summary>
    public static long? StepOf(byte[] secret, string code, DateTimeOffset now)
    {
        long? found = null;
        var given = Encoding.UTF8.GetBytes(code);
        for (var step = StepAt(now) - Drift; step <= StepAt(now) + Drift; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(CodeAt(secret, step)), given))
            {
                found = step;
            }
        }

        return found;
    }

    /// <summary>RFC 4226 section 5.3.</summary>
    public static string CodeAt(byte[] secret, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);

        // RFC 6238 with SHA-1 is what the apps speak; as an HMAC it is not broken.
#pragma warning disable CA5350
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
        HMACSHA1.HashData(secret, counter, hash);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash[(hash[^1] & 0x0F)..]) & 0x7FFF_FFFF;
        return (number % Modulus).ToString($"D{Digits}", CultureInfo.InvariantCulture);
    }
}
