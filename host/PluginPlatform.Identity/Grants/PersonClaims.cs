using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Grants;

/// <summary>What scopes tell of a person: OpenID Connect Core 1.0 section 5.4; SMART App Launch 2.2, scope fhirUser.</summary>
internal static class PersonClaims
{
    public static Dictionary<string, object> Of(Grant grant, ScopeSet scopes, string issuer)
    {
        var claims = new Dictionary<string, object> { [JwtRegisteredClaimNames.Sub] = grant.User.Id.ToString() };
        if (scopes.Has(PlainScopes.Profile))
        {
            claims[JwtRegisteredClaimNames.Name] = grant.User.DisplayName;
            claims["preferred_username"] = grant.User.UserName;
        }

        if (scopes.Has(PlainScopes.Email) && grant.Email is { } email)
        {
            claims[JwtRegisteredClaimNames.Email] = email;
        }

        // An address, so that an app need not know the server's base (SMART App Launch 2.2 section 3.0.4).
        if (scopes.Has(PlainScopes.FhirUser) && grant.User.FhirUser is { } person)
        {
            claims[PlatformClaims.FhirUser] = $"{issuer}{IdentityPaths.Fhir}/{person}";
        }

        return claims;
    }
}
