using Microsoft.IdentityModel.Tokens;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Clients;

/// <summary>A registered client program (RFC 6749 section 2) of one tenant.</summary>
internal sealed record Client
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    /// <summary>For display on the consent page; the id when none was given.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<string> Grants { get; init; }

    public required ScopeSet Scopes { get; init; }

    /// <summary>Switched on, and its tenant is not suspended.</summary>
    public required bool Active { get; init; }

    /// <summary>RFC 6749 section 2.1: cannot keep a secret and has none.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Null for a client that has no secret.</summary>
    public SecretHash? Secret { get; init; }

    /// <summary>Public keys of a client that authenticates with private_key_jwt; otherwise null.</summary>
    public JsonWebKeySet? Keys { get; init; }

    /// <summary>Compared as they are, character by character (RFC 6749 section 3.1.2.3, RFC 9700 section 2.1).</summary>
    public IReadOnlyList<string> RedirectUris { get; init; } = [];

    public IReadOnlyList<string> PostLogoutRedirectUris { get; init; } = [];

    /// <summary>Where the shell starts a SMART app (SMART App Launch 2.2 section 2.0.3).</summary>
    public string? LaunchUri { get; init; }

    /// <summary>Whether an administrator has agreed for the tenant's people: started from a chart, it asks nobody.</summary>
    public bool PreApproved { get; init; }

    /// <summary>RFC 9126 section 6.</summary>
    public bool RequirePushedAuthorization { get; init; }

    /// <summary>RFC 9449 section 5.2: every token of this client is bound to a key of its own.</summary>
    public bool DpopBound { get; init; }

    /// <summary>How many requests it may make in a minute; null for the platform's limit.</summary>
    public int? RequestsPerMinute { get; init; }
}
