using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.DPoP;
using PluginPlatform.Identity.Throttling;
using PluginPlatform.Identity.Tokens;

namespace PluginPlatform.Identity.Pushing;

/// <summary>
/// RFC 9126 over HTTP: the client hands its authorization request in beforehand, and is told at once what is wrong with it:
/// the same rules as at the authorization endpoint (section 2.1).
/// </summary>
internal static class PushEndpoint
{
    private const long LongestBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Push, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, ClientDoor door, AuthorizeEngine engine, PushedRequests pushed, DpopProof proofs, AddressThrottle throttle, CancellationToken cancellationToken)
    {
        var entry = await door.EnterAsync(context, cancellationToken);
        if (entry is not (var form, var client, null) || form is null || client is null)
        {
            return entry.Refusal ?? TypedResults.BadRequest();
        }

        if (form[AuthorizeParameters.RequestUri] is not null)
        {
            return Refuse(AuthorizeError.InvalidRequest("request_uri cannot be pushed (RFC 9126 section 2.1)."));
        }

        var request = RequestOf(form, client);
        if (form.Proofs.Count > 0)
        {
            // RFC 9449 section 10.1: a proof here says the same as dpop_jkt, and the two agree.
            var proven = await proofs.CheckAsync(form.Proofs, "POST", IdentityPaths.Push, accessToken: null, cancellationToken);
            if (proven.Thumbprint is not { } key || (request[AuthorizeParameters.KeyThumbprint] is { } named && named != key))
            {
                return TokenEndpoint.Refuse(TokenError.Of(proven), context, throttle);
            }

            request = new([.. request.Parameters.Where(parameter => parameter.Key != AuthorizeParameters.KeyThumbprint), new(AuthorizeParameters.KeyThumbprint, key)]);
        }

        var result = await engine.HandleAsync(new(request, Person: null, Resumed: null, Decision: null) { Pushing = true }, cancellationToken);
        return FaultOf(result.Outcome) is { } fault
            ? Refuse(fault)
            : TypedResults.Json(
                new PushAnswer(await pushed.KeepAsync(client, request, cancellationToken), (int)PushedRequests.GoodFor.TotalSeconds),
                statusCode: StatusCodes.Status201Created);
    }

    // What proves the client is not part of what it asks for, and is not kept.
    private static AuthorizeRequest RequestOf(TokenRequest form, Client client) => new(
    [
        new(AuthorizeParameters.ClientId, client.Id),
        .. form.Form.Where(parameter => parameter.Key is not (TokenParameters.ClientId or TokenParameters.ClientSecret
            or TokenParameters.ClientAssertion or TokenParameters.ClientAssertionType)),
    ]);

    // Nobody is here to sign in: a request that gets as far as that is good.
    private static AuthorizeError? FaultOf(AuthorizeOutcome outcome) => outcome switch
    {
        AuthorizeOutcome.Shown shown => shown.Error,
        AuthorizeOutcome.ToClient { Error: { Code: not "login_required" } error } => error,
        _ => null,
    };

    private static IResult Refuse(AuthorizeError error) => TypedResults.Json(
        new TokenError(error.Code, error.Description), TokenJson.Default.TokenError, statusCode: StatusCodes.Status400BadRequest);
}
