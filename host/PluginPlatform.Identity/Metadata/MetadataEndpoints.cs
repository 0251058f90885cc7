using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Metadata;

internal static class MetadataEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.OpenIdConfiguration, Describe);
        routes.MapGet(IdentityPaths.AuthorizationServer, Describe);
    }

    private static JsonHttpResult<ServerMetadata> Describe(IOptions<PlatformIdentityOptions> options) =>
        TypedResults.Json(ServerMetadata.For(options.Value));
}
