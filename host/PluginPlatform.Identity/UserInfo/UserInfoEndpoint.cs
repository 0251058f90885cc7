using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Refusing;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.UserInfo;

/// <summary>OpenID Connect Core 1.0 section 5.3: who the token's person is, as far as its scopes tell.</summary>
internal static class UserInfoEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.UserInfo, AnswerAsync);

        // Section 5.3: both methods. The token is in the header either way, so there is nothing to forge.
        routes.MapPost(IdentityPaths.UserInfo, AnswerAsync).DisableAntiforgery();
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext context, GrantStore grants, IOptions<PlatformIdentityOptions> options, CancellationToken cancellationToken)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.User.Identity is not UserTokenIdentity identity)
        {
            await Refusal.UnauthorizedAsync(context, "Bearer");
            return TypedResults.Empty;
        }

        // RFC 6750 section 3.1: a good token without the scope is 403 and told which one it lacks.
        if (!identity.Scopes.Has(PlainScopes.OpenId))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\", scope=\"openid\"";
            await Refusal.ForbiddenAsync(context);
            return TypedResults.Empty;
        }

        if (await grants.FindAsync(identity.Grant, cancellationToken) is not { } grant)
        {
            await Refusal.UnauthorizedAsync(context, "Bearer");
            return TypedResults.Empty;
        }

        return TypedResults.Json(PersonClaims.Of(grant, identity.Scopes, options.Value.Issuer));
    }
}
