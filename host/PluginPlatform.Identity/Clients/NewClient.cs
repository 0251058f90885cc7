namespace PluginPlatform.Identity.Clients;

/// <summary>A client to register.</summary>
/// <param name="Id">1 to 128 printable ASCII characters (RFC 6749 appendix A.1), without a colon.</param>
/// <param name="Tenant">The tenant whose data its tokens open.</param>
/// <param name="Scopes">What it may ask for, for example <c>system/*.cruds</c>.</param>
public sealed record NewClient(string Id, string Tenant, IReadOnlyList<string> Scopes)
{
    /// <summary>The secret; null to have one of 256 bits generated.</summary>
    public string? Secret { get; init; }

    /// <summary>Grant types. Default <c>client_credentials</c>, the only one there is.</summary>
    public IReadOnlyList<string> Grants { get; init; } = [GrantTypes.ClientCredentials];
}
