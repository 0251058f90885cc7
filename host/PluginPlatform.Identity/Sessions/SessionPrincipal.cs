using System.Security.Claims;

namespace PluginPlatform.Identity.Sessions;

/// <summary>A session's principal: made here and nowhere else.</summary>
internal static class SessionPrincipal
{
    public static ClaimsPrincipal Of(Account account, Guid session)
    {
        var identity = new ClaimsIdentity(
            [
                new(PlatformClaims.Subject, account.Id.ToString()),
                new(PlatformClaims.UserName, account.UserName),
                new(PlatformClaims.DisplayName, account.DisplayName),
                new(PlatformClaims.Tenant, account.Tenant),
                new(PlatformClaims.Session, session.ToString()),
                new(PlatformClaims.Stamp, account.Stamp),
                .. account.FhirUser is { } person ? [new Claim(PlatformClaims.FhirUser, person)] : Array.Empty<Claim>(),
                .. account.Roles.Order(StringComparer.Ordinal).Select(role => new Claim(PlatformClaims.Role, role)),
            ],
            PlatformSchemes.Session,
            PlatformClaims.UserName,
            PlatformClaims.Role);
        return new(identity);
    }

    /// <summary>Session and user id; null when the principal is not a session's.</summary>
    public static (Guid Session, Guid User)? KeyOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirst(PlatformClaims.Session)?.Value, out var session)
        && Guid.TryParse(principal.FindFirst(PlatformClaims.Subject)?.Value, out var user)
            ? (session, user)
            : null;
}
