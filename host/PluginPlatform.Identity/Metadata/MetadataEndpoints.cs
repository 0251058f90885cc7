using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Keys;

namespace PluginPlatform.Identity.Metadata;

internal static class MetadataEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.OpenIdConfiguration, Describe);
        routes.MapGet(IdentityPaths.AuthorizationServer, Describe);
        routes.MapGet(IdentityPaths.SmartConfiguration, DescribeToApps);
        routes.MapGet(IdentityPaths.Jwks, PublishKeysAsync);
    }

    private static JsonHttpResult<ServerMetadata> Describe(IOptions<PlatformIdentityOptions> options) =>
        TypedResults.Json(ServerMetadata.For(options.Value));

    private static JsonHttpResult<SmartConfiguration> DescribeToApps(IOptions<PlatformIdentityOptions> options) =>
        TypedResults.Json(SmartConfiguration.Of(ServerMetadata.For(options.Value)));

    private static async Task<JsonHttpResult<PublishedKeys>> PublishKeysAsync(
        HttpContext context, SigningKeys keys, CancellationToken cancellationToken)
    {
        // Half the time a next key is published before it signs.
        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Json(PublishedKeys.Of(await keys.PublishedAsync(cancellationToken)));
    }
}
