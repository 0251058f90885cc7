using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Doors;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Authorizing;

/// <summary>Turns what came of a request into an answer, and writes it down.</summary>
internal sealed class AuthorizeAnswers(
    AuthorizeTickets tickets, IAntiforgery antiforgery, SecurityJournal journal, IOptions<PlatformIdentityOptions> options)
{
    public async Task<IResult> OfAsync(
        HttpContext context, AuthorizeCall call, AuthorizeResult result, CancellationToken cancellationToken)
    {
        switch (result.Outcome)
        {
            case AuthorizeOutcome.Shown shown:
                return Show(context, shown.Error, call.Framed);
            case AuthorizeOutcome.SignIn:
                return new SeeOther(SignInAddress(call));
            case AuthorizeOutcome.AskConsent ask:
                DoorPolicy.Apply(context, ask.RedirectUri);
                return ConsentPage.Of(ask, tickets.Ask(call.Request, ask.Person, call.Resumed, call.Choice?.Patient), antiforgery.GetAndStoreTokens(context));
            case AuthorizeOutcome.AskPatient ask:
                return await AskAsync(context, call, ask, cancellationToken);
            case AuthorizeOutcome.ToClient answer:
                if (call.Person is { } person && result.Named is { } client)
                {
                    await journal.AuthorizationAsync(person.Account, client, answer.Error?.Code, context, cancellationToken);
                }

                return Send(context, answer, call.Framed);
            default:
                throw new InvalidOperationException("An authorization request has one of five outcomes.");
        }
    }

    public static IResult Show(HttpContext context, AuthorizeError error, bool framed)
    {
        // There is nothing on the page a person could be led to press.
        DoorPolicy.Apply(context, framed: framed);
        return ErrorPage.Of(error);
    }

    private async Task<IResult> AskAsync(
        HttpContext context, AuthorizeCall call, AuthorizeOutcome.AskPatient ask, CancellationToken cancellationToken)
    {
        DoorPolicy.Apply(context, ask.RedirectUri);
        var typed = call.Choice?.Typed ?? "";
        var found = typed.Length == 0 ? null : await ask.Directory.SearchAsync(typed, PatientPage.Most, cancellationToken);
        return PatientPage.Of(ask, typed, found, tickets.Ask(call.Request, ask.Person, call.Resumed, null), antiforgery.GetAndStoreTokens(context));
    }

    private string SignInAddress(AuthorizeCall call)
    {
        var back = $"{IdentityPaths.Authorize}?{call.Request.Query}&{AuthorizeParameters.Resume}={tickets.Mark(call.Request, call.Person)}";
        return $"{IdentityPaths.SignInPage}?returnUrl={Uri.EscapeDataString(back)}";
    }

    // RFC 9207 section 2: every answer names the server it comes from, so that clients of several are not mixed up.
    private IResult Send(HttpContext context, AuthorizeOutcome.ToClient answer, bool framed)
    {
        KeyValuePair<string, string>[] parameters = [.. answer.Parameters, new("iss", options.Value.Issuer)];
        if (answer.Mode == ResponseMode.FormPost)
        {
            DoorPolicy.Apply(context, answer.RedirectUri, framed);
            return FormPostPage.Of(answer.RedirectUri, parameters);
        }

        return new SeeOther(QueryHelpers.AddQueryString(
            answer.RedirectUri, parameters.Select(parameter => KeyValuePair.Create<string, string?>(parameter.Key, parameter.Value))));
    }
}
