using Microsoft.IdentityModel.Tokens;

namespace PluginPlatform.Identity.Federation;

/// <summary>What a provider says of itself (OpenID Connect Discovery 1.0 section 3), and its keys.</summary>
internal sealed record ProviderDocument(
    Uri AuthorizationEndpoint, Uri TokenEndpoint, bool NamesIssuer, bool TakesSecretInBody, IReadOnlyList<JsonWebKey> Keys, DateTimeOffset ReadAt);
