using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Authorizing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Launching;

/// <summary>Takes what was typed or chosen on the page that asks for a patient, and goes on with the request.</summary>
internal static class ChoosePatientEndpoint
{
    private const long LongestBody = 32 * 1024;
    private const int LongestSearch = 200;

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapPost(IdentityPaths.ChoosePatient, AnswerAsync)
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

        var person = await people.FindAsync(context.User, cancellationToken);
        var typed = form[PatientPage.SearchField].ToString().Trim();
        if (tickets.Answered(form[ConsentPage.QuestionField], person) is not var (request, resumed, _) || typed.Length > LongestSearch)
        {
            return StaleForm.Answer();
        }

        // Choosing is not agreeing: nothing that is posted here allows anything.
        var denied = form[ConsentPage.DecisionField] == "deny";
        var chosen = form[PatientPage.PatientField].ToString();
        var call = new AuthorizeCall(request, person, resumed, denied ? ConsentDecision.Deny : null)
        {
            Context = calls.For(context.User, context.TraceIdentifier, purpose: null),
            Choice = denied ? null : new(chosen.Length == 0 ? null : chosen, typed),
        };
        return await answers.OfAsync(context, call, await engine.HandleAsync(call, cancellationToken), cancellationToken);
    }
}
