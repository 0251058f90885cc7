using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Jose;

namespace PluginPlatform.Identity.Federation;

/// <summary>Reads what providers publish and keeps it for a while; a key that is not among theirs has it read again, once a minute.</summary>
internal sealed class ProviderDocuments(ProviderChannel channel, TimeProvider time)
{
    private const int MostKept = 256;
    private const int MostKeys = 50;

    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, ProviderDocument> _kept = new(StringComparer.Ordinal);

    /// <summary>Null when the provider does not answer, or not as it should.</summary>
    /// <param name="authority">Its issuer.</param>
    /// <param name="kid">A key that should be among its keys; null for any.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<ProviderDocument?> FindAsync(string authority, string? kid, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_kept.TryGetValue(authority, out var known) && now - known.ReadAt < KeptFor
            && (kid is null || known.Keys.Any(key => key.Kid == kid) || now - known.ReadAt < BetweenReads))
        {
            return known;
        }

        if (await ReadAsync(authority, now, cancellationToken) is not { } read)
        {
            return null;
        }

        if (_kept.Count >= MostKept)
        {
            _kept.Clear();
        }

        return _kept[authority] = read;
    }

    private async Task<ProviderDocument?> ReadAsync(string authority, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Discovery 1.0 section 4.3: the issuer it names is the one asked, character by character.
        if (await channel.GetAsync(new(authority.TrimEnd('/') + "/.well-known/openid-configuration"), cancellationToken) is not { } document
            || Text(document, "issuer") != authority
            || ProviderAddress.Parse(Text(document, "authorization_endpoint")) is not { } authorize
            || ProviderAddress.Parse(Text(document, "token_endpoint")) is not { } token
            || ProviderAddress.Parse(Text(document, "jwks_uri")) is not { } keys
            || await channel.GetAsync(keys, cancellationToken) is not { } set)
        {
            return null;
        }

        return new(authorize, token, Flag(document, "authorization_response_iss_parameter_supported"), TakesSecretInBody(document), KeysOf(set), now);
    }

    private static List<JsonWebKey> KeysOf(JsonElement set) =>
        set.TryGetProperty("keys", out var keys) && keys.ValueKind == JsonValueKind.Array
            ? [.. keys.EnumerateArray().Take(MostKeys).Where(key => key.ValueKind == JsonValueKind.Object).Select(key => new JsonWebKey(key.GetRawText())).Where(PublicKeys.IsUsable)]
            : [];

    // Section 3: without a list it takes client_secret_basic.
    private static bool TakesSecretInBody(JsonElement document) =>
        document.TryGetProperty("token_endpoint_auth_methods_supported", out var methods) && methods.ValueKind == JsonValueKind.Array
        && methods.EnumerateArray().All(method => method.ToString() != "client_secret_basic")
        && methods.EnumerateArray().Any(method => method.ToString() == "client_secret_post");

    private static string? Text(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static bool Flag(JsonElement document, string name) => document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
