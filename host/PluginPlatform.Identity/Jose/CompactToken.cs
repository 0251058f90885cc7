using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Jose;

/// <summary>Reads a signed token in compact form (RFC 7515 section 7.1) without believing it.</summary>
internal static class CompactToken
{
    // Header and payload may hold anything: which exceptions the reader throws for what is not its contract.
    public static JsonWebToken? Read(string text, int longest)
    {
        // Three parts: a signed token. Five would be an encrypted one, which nobody sends here.
        if (text.Length == 0 || text.Length > longest || text.AsSpan().Count('.') != 2)
        {
            return null;
        }

        try
        {
            return new(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException or System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
