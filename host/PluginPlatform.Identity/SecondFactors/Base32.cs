using System.Text;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>RFC 4648 section 6, without padding: the form in which authenticator apps take a key.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int Bits = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int held = 0, count = 0;
        foreach (var value in bytes)
        {
            held = (held << 8) | value;
            for (count += 8; count >= Bits; count -= Bits)
            {
                text.Append(Alphabet[(held >> (count - Bits)) & 31]);
            }

            held &= (1 << count) - 1;
        }

        return count > 0 ? text.Append(Alphabet[(held << (Bits - count)) & 31]).ToString() : text.ToString();
    }
}
