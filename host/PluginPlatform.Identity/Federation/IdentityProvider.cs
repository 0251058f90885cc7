namespace PluginPlatform.Identity.Federation;

/// <summary>The external OpenID Connect provider of a tenant, without its secret.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Authority">The provider's issuer: https (http on a loopback address), without query and fragment.</param>
/// <param name="ClientId">How the platform is known there.</param>
public sealed record IdentityProvider(string Tenant, string Authority, string ClientId)
{
    /// <summary>On the button of the sign-in page. 1 to 100 characters.</summary>
    public string DisplayName { get; init; } = "";

    /// <summary>The claim that becomes the user name of an account that is made.</summary>
    public string NameClaim { get; init; } = "preferred_username";

    /// <summary>The claim that names the person's roles there; null for none.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>The provider's words for roles to ours, for accounts that are made. The platform's own role is never given.</summary>
    public IReadOnlyDictionary<string, string> Roles { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether somebody without an account gets one at the first sign-in, with the roles that are mapped.</summary>
    public bool CreateAccounts { get; init; }

    /// <summary>Whether the sign-in page offers it.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Whether a secret is kept for it.</summary>
    public bool HasSecret { get; init; }
}
