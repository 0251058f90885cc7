using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Introspecting;

/// <summary>RFC 7662 over HTTP. Section 2.1: who asks must authenticate, so a public client may not.</summary>
internal static class IntrospectEndpoint
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Introspect, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, ClientDoor door, IntrospectToken introspect, CancellationToken cancellationToken)
    {
        var entry = await door.EnterAsync(context, cancellationToken);
        if (entry is not (var request, var client, null) || request is null || client is null)
        {
            return entry.Refusal ?? TypedResults.BadRequest();
        }

        var fault = client.IsPublic ? TokenError.InvalidClient("A public client cannot introspect tokens.")
            : request[TokenParameters.Token] is null ? TokenError.InvalidRequest("token is missing.")
            : null;
        return fault is not null
            ? door.Refused(fault, context).Refusal ?? TypedResults.BadRequest()
            : TypedResults.Json(await introspect.ApplyAsync(client, request[TokenParameters.Token] ?? "", cancellationToken));
    }
}
