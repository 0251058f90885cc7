namespace PluginPlatform.Identity.Clients;

/// <summary>A client to register.</summary>
/// <param name="Id">1 to 128 printable ASCII characters (RFC 6749 appendix A.1), without a colon.</param>
/// <param name="Tenant">The tenant whose data its tokens open.</param>
/// <param name="Scopes">What it may ask for, for example <c>system/*.cruds</c> or <c>openid launch patient/*.rs</c>.</param>
public sealed record NewClient(string Id, string Tenant, IReadOnlyList<string> Scopes)
{
    /// <summary>Shown to users who are asked for consent, at most 200 characters. Default: the id.</summary>
    public string? Name { get; init; }

    /// <summary>The secret; null to have one of 256 bits generated, unless the client is public or has keys.</summary>
    public string? Secret { get; init; }

    /// <summary>A program that cannot keep a secret, such as one in a browser or on a phone.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The client's public keys as a JWK set (RFC 7517 section 5): it then authenticates with private_key_jwt.</summary>
    public string? Jwks { get; init; }

    /// <summary>Grant types: <c>client_credentials</c> (the default), <c>authorization_code</c>, <c>refresh_token</c>,
    /// <c>device_code</c>.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [GrantTypes.ClientCredentials];

    /// <summary>Where the authorization endpoint may send users back to: absolute, without fragment; https, http on a
    /// loopback address, or a private-use scheme of a public client.</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    /// <summary>Where users may be sent after they signed out; the same rules.</summary>
    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Where the shell starts the app; https, or http on a loopback address.</summary>
    public string? LaunchUri { get; init; }

    /// <summary>Whether an administrator agrees for the tenant's people: started from a chart, the app then asks nobody and opens
    /// inside the chart. Needs <see cref="LaunchUri"/>.</summary>
    public bool PreApproved { get; init; }

    /// <summary>Whether authorization requests must be pushed (RFC 9126).</summary>
    public bool RequirePushedAuthorization { get; init; }

    /// <summary>Whether its tokens are always bound to a key (RFC 9449).</summary>
    public bool DpopBound { get; init; }
}
