using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PluginPlatform.Identity.Refusing;

/// <summary>
/// Endpoints that clients post to (RFC 6749 section 3.2, RFC 9126 section 2, RFC 7662 section 2.1, RFC 7009 section 2.1, RFC 8628
/// section 3.1). Another method is told so (RFC 9110 section 15.5.6); left alone it would fall to the shell's page for what is not there.
/// </summary>
internal static class PostOnly
{
    private static readonly string[] Others = [HttpMethods.Get, HttpMethods.Head, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete];

    private static readonly string[] Paths =
        [IdentityPaths.Token, IdentityPaths.Push, IdentityPaths.Introspect, IdentityPaths.Revoke, IdentityPaths.Device];

    public static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var path in Paths)
        {
            routes.MapMethods(path, Others, Refuse);
        }
    }

    private static Task Refuse(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        context.Response.Headers.Allow = HttpMethods.Post;
        return Task.CompletedTask;
    }
}
