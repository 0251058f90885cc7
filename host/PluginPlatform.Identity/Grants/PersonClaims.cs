using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Grants;

/// <summary>What scopes tell of a person: OpenID Connect Core 1.0 section 5.4.</summary>
internal static class PersonClaims
{
    public static Dictionary<string, object> Of(Grant grant, ScopeSet scopes)
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

        return claims;
    }
}
