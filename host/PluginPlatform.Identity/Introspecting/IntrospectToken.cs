using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Bearer;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;

namespace PluginPlatform.Identity.Introspecting;

/// <summary>
/// RFC 7662 section 2.2: tells what a token is good for now. Of a token that is not valid, or belongs to another tenant, it
/// tells nothing but that (section 4). Refresh tokens are told of to their own client only.
/// </summary>
internal sealed class IntrospectToken(AccessTokenReader accessTokens, RefreshStore refreshTokens, GrantStore grants, TimeProvider time)
{
    private static readonly Dictionary<string, object> Inactive = new() { ["active"] = false };

    public async Task<IReadOnlyDictionary<string, object>> ApplyAsync(Client client, string token, CancellationToken cancellationToken)
    {
        if ((await accessTokens.ReadAsync(token, cancellationToken)).Identity is { } identity)
        {
            return TenantOf(identity) == client.Tenant ? OfAccessToken(new JsonWebToken(token), identity) : Inactive;
        }

        return await refreshTokens.FindAsync(token, cancellationToken) is { Used: false } seen
            && seen.ClientId == client.Id
            && seen.ExpiresAt > time.GetUtcNow()
            && await grants.FindAsync(seen.Grant, cancellationToken) is { } grant
                ? OfRefreshToken(grant, seen)
                : Inactive;
    }

    private static Dictionary<string, object> OfAccessToken(JsonWebToken token, ClaimsIdentity identity) => With((identity as UserTokenIdentity)?.Patient, new()
    {
        ["active"] = true,
        ["token_type"] = "Bearer",
        ["iss"] = token.Issuer,
        ["sub"] = token.Subject,
        ["aud"] = token.Audiences.First(),
        ["client_id"] = identity.FindFirst(PlatformClaims.ClientId)?.Value ?? "",
        ["username"] = identity.Name ?? "",
        ["scope"] = identity.FindFirst(PlatformClaims.Scope)?.Value ?? "",
        ["tenant"] = TenantOf(identity) ?? "",
        ["jti"] = token.Id,
        ["iat"] = new DateTimeOffset(token.IssuedAt).ToUnixTimeSeconds(),
        ["exp"] = new DateTimeOffset(token.ValidTo).ToUnixTimeSeconds(),
    });

    private static Dictionary<string, object> OfRefreshToken(Grant grant, SeenRefreshToken seen) => With(grant.Launch?.Patient, new()
    {
        ["active"] = true,
        ["sub"] = grant.User.Id.ToString(),
        ["client_id"] = grant.ClientId,
        ["username"] = grant.User.UserName,
        ["scope"] = grant.Scopes.Text,
        ["tenant"] = grant.User.Tenant,
        ["exp"] = seen.ExpiresAt.ToUnixTimeSeconds(),
    });

    // SMART App Launch 2.2, token introspection: the launch context is told too.
    private static Dictionary<string, object> With(string? patient, Dictionary<string, object> said)
    {
        if (patient is not null)
        {
            said[PlatformClaims.Patient] = patient;
        }

        return said;
    }

    private static string? TenantOf(ClaimsIdentity identity) => identity switch
    {
        ClientIdentity own => own.Tenant,
        UserTokenIdentity person => person.Tenant,
        _ => null,
    };
}
