using System.Security.Claims;

namespace PluginPlatform.Identity.Calls;

/// <summary>What a session's claims say, read in one pass.</summary>
internal readonly record struct UserStanding(string? Id, string? Name, string? Tenant, string Roles, string? FhirUser)
{
    public static UserStanding Of(ClaimsIdentity identity)
    {
        string? id = null, name = null, tenant = null, person = null;
        var roles = "";
        foreach (var claim in identity.Claims)
        {
            switch (claim.Type)
            {
                case PlatformClaims.Subject: id = claim.Value; break;
                case PlatformClaims.UserName: name = claim.Value; break;
                case PlatformClaims.Tenant: tenant = claim.Value; break;
                case PlatformClaims.Role: roles = roles.Length == 0 ? claim.Value : $"{roles} {claim.Value}"; break;
                case PlatformClaims.FhirUser: person = claim.Value; break;
                default: break;
            }
        }

        return new(id, name, tenant, roles, person);
    }
}
