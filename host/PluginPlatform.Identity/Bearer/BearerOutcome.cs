using System.Security.Claims;

namespace PluginPlatform.Identity.Bearer;

/// <summary>A client or a person through one, or a fixed word that says why not.</summary>
internal readonly record struct BearerOutcome(ClaimsIdentity? Identity, string? Refused)
{
    public static BearerOutcome No(string reason) => new(null, reason);
}
