namespace PluginPlatform.Identity.Federation;

/// <summary>What the browser keeps, sealed, while its user is at the provider.</summary>
/// <param name="Tenant">Whose provider.</param>
/// <param name="Authority">Which, as it was then: another one in the meantime ends the attempt.</param>
/// <param name="State">Binds the answer to this browser (RFC 6749 section 10.12).</param>
/// <param name="Nonce">Binds the ID token to this attempt (OpenID Connect Core 1.0 section 3.1.2.1).</param>
/// <param name="Verifier">RFC 7636.</param>
/// <param name="ReturnUrl">Where to go in the end.</param>
/// <param name="Invitation">The token of an invitation that is being accepted, or null.</param>
internal sealed record FederationNote(
    string Tenant, string Authority, string State, string Nonce, string Verifier, string ReturnUrl, string? Invitation);
