using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.DPoP;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Refusing;
using PluginPlatform.Identity.Throttling;

namespace PluginPlatform.Identity.Tokens;

/// <summary>RFC 6749 section 3.2 over HTTP: reads the form, hands it to the engine, writes what came of it.</summary>
internal static class TokenEndpoint
{
    // A token request is small; anything longer is not one.
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Token, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, TokenEngine engine, AddressThrottle throttle, SecurityJournal journal,
        CancellationToken cancellationToken)
    {
        // Section 5.1: answers with tokens, and errors too, are not cached.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        if (throttle.IsExhausted(ThrottledDoor.Token, context))
        {
            return TooMany(context);
        }

        var outcome = await ReadAsync(context.Request, cancellationToken) is { } request
            ? await engine.HandleAsync(request, cancellationToken)
            : new(null, null, null, TokenError.InvalidRequest("The body is not application/x-www-form-urlencoded."));
        await journal.TokenAsync(outcome, context, cancellationToken);
        return outcome switch
        {
            { Answer: { } answer } => TypedResults.Json(answer, TokenJson.Default.TokenAnswer),
            { Error: { } error } => Refuse(error, context, throttle),
            _ => throw new InvalidOperationException("A token outcome is an answer or an error."),
        };
    }

    public static async Task<TokenRequest?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (await RequestForm.ReadUrlEncodedAsync(request, cancellationToken) is not { } form)
        {
            return null;
        }

        return new([.. form.SelectMany(Pairs)], [.. Texts(request.Headers.Authorization)], [.. request.Query.Keys])
        {
            Proofs = [.. Texts(request.Headers[DpopProof.Header])],
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(KeyValuePair<string, StringValues> parameter) =>
        Texts(parameter.Value).Select(value => KeyValuePair.Create(parameter.Key, value));

    private static IEnumerable<string> Texts(StringValues values) => values.Select(value => value ?? "");

    public static JsonHttpResult<TokenError> Refuse(TokenError error, HttpContext context, AddressThrottle throttle)
    {
        if (error.RetryAfter is { } after)
        {
            context.Response.Headers.RetryAfter = Refusal.Seconds(after);
            return TypedResults.Json(error, TokenJson.Default.TokenError, statusCode: StatusCodes.Status429TooManyRequests);
        }

        if (error.Nonce is { } nonce)
        {
            context.Response.Headers[DpopProof.NonceHeader] = nonce;
        }

        if (!error.IsClientAuthentication)
        {
            return TypedResults.Json(error, TokenJson.Default.TokenError, statusCode: StatusCodes.Status400BadRequest);
        }

        throttle.Count(ThrottledDoor.Token, context);
        context.Response.Headers.WWWAuthenticate = "Basic realm=\"platform\", charset=\"UTF-8\"";
        return TypedResults.Json(error, TokenJson.Default.TokenError, statusCode: StatusCodes.Status401Unauthorized);
    }

    public static JsonHttpResult<TokenError> TooMany(HttpContext context)
    {
        context.Response.Headers.RetryAfter = AddressThrottle.RetryAfterSeconds;
        return TypedResults.Json(
            new TokenError("temporarily_unavailable", "Too many failed attempts from this address; try again in a minute."),
            TokenJson.Default.TokenError,
            statusCode: StatusCodes.Status429TooManyRequests);
    }
}
