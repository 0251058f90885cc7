using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Consent;

/// <summary>Takes the answer given on the consent page and goes on with the request it was given to.</summary>
internal static class ConsentEndpoint
{
    private const long LongestBody = 32 * 1024;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.Consent, AnswerAsync)
        .WithMetadata(new RequestSizeLimitAttribute(LongestBody))
        .DisableAntiforgery();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, IAntiforgery antiforgery, AuthorizeEngine engine, AuthorizeTickets tickets, AuthorizeAnswers answers,
        PersonStore people, ICallContexts calls, CancellationToken cancellationToken)
    {
        DoorPolicy.KeepQuiet(context);
        if (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken) is not { } form)
        {
            return StaleForm.Answer();
        }

        // The question is bound to the session it was put in: another person's answer does not count.
        var person = await people.FindAsync(context.User, cancellationToken);
        if (tickets.Answered(form[ConsentPage.QuestionField], person) is not var (request, resumed, patient)
            || DecisionOf(form[ConsentPage.DecisionField].ToString()) is not { } decision)
        {
            return StaleForm.Answer();
        }

        var call = new AuthorizeCall(request, person, resumed, decision)
        {
            Context = calls.For(context.User, context.TraceIdentifier, purpose: null),
            Choice = patient is null ? null : new(patient, ""),
        };
        return await answers.OfAsync(context, call, await engine.HandleAsync(call, cancellationToken), cancellationToken);
    }

    private static ConsentDecision? DecisionOf(string text) => text switch
    {
        "allow" => ConsentDecision.Allow,
        "deny" => ConsentDecision.Deny,
        _ => null,
    };
}
