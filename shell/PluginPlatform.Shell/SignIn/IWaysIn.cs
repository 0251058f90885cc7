using Microsoft.AspNetCore.Http;

namespace PluginPlatform.Shell.SignIn;

/// <summary>Other ways in than a password that the sign-in pages offer. The host registers it.</summary>
public interface IWaysIn
{
    /// <summary>The organisation by whose account the readers of this page may sign in, or null.</summary>
    /// <param name="context">The request: its host name may mean a tenant.</param>
    /// <param name="tenant">The tenant in the address, or null.</param>
    Task<WayIn?> FindAsync(HttpContext context, string? tenant);

    /// <summary>The one by which an invitation can be accepted, or null.</summary>
    /// <param name="context">The request.</param>
    /// <param name="invitation">The token of the mail's link.</param>
    Task<WayIn?> OfInvitationAsync(HttpContext context, string invitation);
}

/// <summary>An organisation that vouches for people.</summary>
/// <param name="Name">On the button.</param>
/// <param name="Address">Where the button leads; further parameters may be added.</param>
public sealed record WayIn(string Name, string Address);
