using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Federation;

/// <summary>Exchanges the code for the ID token, with the verifier and the client's secret (RFC 6749 section 4.1.3, RFC 7636).</summary>
internal sealed class RedeemAtProvider(ProviderChannel channel, IOptions<PlatformIdentityOptions> options)
{
    /// <summary>The ID token as text, or null.</summary>
    public async Task<string?> RunAsync(
        ProviderDocument document, IdentityProvider provider, string? secret, string code, string verifier, CancellationToken cancellationToken)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = BeginFederation.RedirectUri(options.Value),
            ["code_verifier"] = verifier,
        };
        AuthenticationHeaderValue? basic = null;
        if (secret is null || document.TakesSecretInBody)
        {
            form["client_id"] = provider.ClientId;
        }

        if (secret is not null && document.TakesSecretInBody)
        {
            form["client_secret"] = secret;
        }
        else if (secret is not null)
        {
            // RFC 6749 section 2.3.1: both parts form-encoded first.
            var pair = $"{WebUtility.UrlEncode(provider.ClientId)}:{WebUtility.UrlEncode(secret)}";
            basic = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(pair)));
        }

        return await channel.PostAsync(document.TokenEndpoint, form, basic, cancellationToken) is { } answer
            && answer.TryGetProperty("id_token", out var token) && token.ValueKind == JsonValueKind.String
            ? token.GetString()
            : null;
    }
}
