using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Revoking;

/// <summary>RFC 7009 over HTTP. Section 2.2: 200 also for a token that is none, for it is as invalid as was wished.</summary>
internal static class RevokeEndpoint
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Revoke, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, ClientDoor door, RevokeToken revoke, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var entry = await door.EnterAsync(context, cancellationToken);
        if (entry is not (var request, var client, null) || request is null || client is null)
        {
            return entry.Refusal ?? TypedResults.BadRequest();
        }

        if (request[TokenParameters.Token] is not { } token)
        {
            return door.Refused(TokenError.InvalidRequest("token is missing."), context).Refusal ?? TypedResults.BadRequest();
        }

        if (await revoke.ApplyAsync(client, token, cancellationToken))
        {
            await journal.TokenRevokedAsync(client, context, cancellationToken);
        }

        return TypedResults.Ok();
    }
}
