using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Launching;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>RFC 6749 section 3.1 and OpenID Connect Core 1.0 section 3.1.2 over HTTP.</summary>
internal static class AuthorizeEndpoint
{
    private const long LongestBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.Authorize, GetAsync);

        // Posted by the client's page, so it carries no field of ours; it changes nothing without the consent page.
        routes.MapPost(IdentityPaths.Authorize, PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static async Task<IResult> GetAsync(
        HttpContext context, AuthorizeEngine engine, AuthorizeTickets tickets, AuthorizeAnswers answers, PersonStore people,
        ICallContexts calls, CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        var all = RequestParameters.Of(context.Request.Query);
        var request = new AuthorizeRequest([.. all.Where(parameter => parameter.Key != AuthorizeParameters.Resume)]);
        var mark = all.FirstOrDefault(parameter => parameter.Key == AuthorizeParameters.Resume).Value;
        var person = await people.FindAsync(context.User, cancellationToken);
        var framed = Frames.IsFramed(context.Request);
        if (framed && person is null && !Frames.IsFromHere(context.Request))
        {
            return LookAgainPage.Of(context, $"{IdentityPaths.Authorize}?{request.Query}");
        }

        var call = new AuthorizeCall(request, person, tickets.Read(mark, request), Decision: null)
        {
            Context = calls.For(context.User, context.TraceIdentifier, purpose: null),
            Framed = framed,
        };
        return await answers.OfAsync(context, call, await engine.HandleAsync(call, cancellationToken), cancellationToken);
    }

    private static async Task<IResult> PostAsync(
        HttpContext context, AuthorizeEngine engine, AuthorizeAnswers answers, PersonStore people, ICallContexts calls,
        CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        if (await RequestParameters.ReadAsync(context.Request, cancellationToken) is not { } parameters)
        {
            return AuthorizeAnswers.Show(context, AuthorizeError.InvalidRequest("The body is not application/x-www-form-urlencoded."), Frames.IsFramed(context.Request));
        }

        var call = new AuthorizeCall(
            new(parameters), await people.FindAsync(context.User, cancellationToken), Resumed: null, Decision: null)
        {
            Context = calls.For(context.User, context.TraceIdentifier, purpose: null),
            Framed = Frames.IsFramed(context.Request),
        };
        var result = await engine.HandleAsync(call, cancellationToken);

        // A form on another site brings no cookie (SameSite=Lax); following a link does. So look again with the cookie.
        return call.Person is null && NeedsPerson(result.Outcome)
            ? new SignIn.SeeOther($"{IdentityPaths.Authorize}?{call.Request.Query}")
            : await answers.OfAsync(context, call, result, cancellationToken);
    }

    private static bool NeedsPerson(AuthorizeOutcome outcome) =>
        outcome is AuthorizeOutcome.SignIn or AuthorizeOutcome.ToClient { Error.Code: "login_required" };
}
