using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Federation;

/// <summary>Sends a browser to its tenant's provider: code flow with PKCE, state and nonce.</summary>
internal sealed class BeginFederation(
    ProviderTable providers, ProviderDocuments documents, SealedCookie cookies, IOptions<PlatformIdentityOptions> options)
{
    public const string Cookie = "federation";

    public static readonly TimeSpan GoodFor = TimeSpan.FromMinutes(10);

    /// <summary>Where to send it; null when the tenant has no provider, or that does not answer.</summary>
    public async Task<string?> ForAsync(HttpContext context, string tenant, string returnUrl, string? invitation, CancellationToken cancellationToken)
    {
        if (await providers.FindAsync(tenant, cancellationToken) is not { Active: true } provider
            || await documents.FindAsync(provider.Authority, kid: null, cancellationToken) is not { } document)
        {
            return null;
        }

        var note = new FederationNote(
            tenant, provider.Authority, OpaqueToken.Make(), OpaqueToken.Make(), OpaqueToken.Make(), LocalAddress.Of(returnUrl), invitation);
        cookies.Write(context, Cookie, note, GoodFor);
        return QueryHelpers.AddQueryString(document.AuthorizationEndpoint.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code",
            ["client_id"] = provider.ClientId,
            ["redirect_uri"] = RedirectUri(options.Value),
            ["scope"] = "openid profile",
            ["state"] = note.State,
            ["nonce"] = note.Nonce,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(note.Verifier))),
            ["code_challenge_method"] = "S256",
        });
    }

    public static string RedirectUri(PlatformIdentityOptions options) => options.Issuer + IdentityPaths.FederationCallback;
}
