using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Jose;

namespace PluginPlatform.Identity.Clients;

/// <summary>The JWK set (RFC 7517) a client registers.</summary>
internal static class ClientKeySet
{
    private const int Longest = 32 * 1024;
    private const int MostKeys = 10;

    /// <summary>Null when the text is no acceptable set: one to ten public keys, each with a kid of its own.</summary>
    public static JsonWebKeySet? Parse(string text)
    {
        if (text.Length > Longest)
        {
            return null;
        }

        try
        {
            var keys = new JsonWebKeySet(text);
            return keys.Keys.Count is > 0 and <= MostKeys
                && keys.Keys.Select(key => key.Kid).Distinct(StringComparer.Ordinal).Count() == keys.Keys.Count
                && keys.Keys.All(IsUsable)
                ? keys
                : null;
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The members of public keys only, as they are stored.</summary>
    public static string Text(JsonWebKeySet keys) => JsonSerializer.Serialize(new
    {
        keys = keys.Keys.Select(key => new { kty = key.Kty, kid = key.Kid, alg = key.Alg, crv = key.Crv, x = key.X, y = key.Y, n = key.N, e = key.E }),
    });

    private static bool IsUsable(JsonWebKey key) =>
        !string.IsNullOrEmpty(key.Kid)
        && key.Kid.Length <= ClientId.Longest
        && PublicKeys.IsUsable(key);
}
