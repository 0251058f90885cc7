using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Host.Admin;

/// <summary>A client to add; its secret is made, unless it is public or has keys.</summary>
public sealed record ClientRequest(string Id, string Tenant, IReadOnlyList<string> Scopes)
{
    /// <summary>Shown on the consent page; the id when left out.</summary>
    public string? Name { get; init; }

    /// <summary>Grant types; client_credentials when left out.</summary>
    public IReadOnlyList<string>? Grants { get; init; }

    /// <summary>Whether it cannot keep a secret.</summary>
    public bool IsPublic { get; init; }

    /// <summary>A JWK set as text.</summary>
    public string? Jwks { get; init; }

    /// <summary>Where users may be sent back to.</summary>
    public IReadOnlyList<string>? RedirectUris { get; init; }

    /// <summary>Where users may be sent after they signed out.</summary>
    public IReadOnlyList<string>? PostLogoutRedirectUris { get; init; }

    /// <summary>Where the shell starts the app.</summary>
    public string? LaunchUri { get; init; }

    /// <summary>Whether the tenant's people are not asked for consent when they start it from a chart.</summary>
    public bool PreApproved { get; init; }

    /// <summary>Whether authorization requests must be pushed.</summary>
    public bool RequirePushedAuthorization { get; init; }

    /// <summary>Whether its tokens are always bound to a key.</summary>
    public bool DpopBound { get; init; }

    internal NewClient ToClient()
    {
        var client = new NewClient(Id, Tenant, Scopes)
        {
            Name = Name,
            IsPublic = IsPublic,
            Jwks = Jwks,
            RedirectUris = RedirectUris ?? [],
            PostLogoutRedirectUris = PostLogoutRedirectUris ?? [],
            LaunchUri = LaunchUri,
            PreApproved = PreApproved,
            RequirePushedAuthorization = RequirePushedAuthorization,
            DpopBound = DpopBound,
        };
        return Grants is { Count: > 0 } grants ? client with { Grants = grants } : client;
    }
}
