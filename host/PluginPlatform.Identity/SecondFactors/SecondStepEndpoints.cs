using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Throttling;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>The forms between the right password and the session.</summary>
internal static class SecondStepEndpoints
{
    private const long LongestBody = 16 * 1024;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(IdentityPaths.SignIn + "/code", CodeAsync).WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
        routes.MapPost(IdentityPaths.SignIn + "/enrol", EnrolAsync).WithMetadata(new RequestSizeLimitAttribute(LongestBody)).DisableAntiforgery();
    }

    private static async Task<IResult> CodeAsync(
        HttpContext context, IAntiforgery antiforgery, SecondStep step, CheckCode check, AddressThrottle throttle, BeginSession begin,
        SecurityJournal journal, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context, antiforgery, cancellationToken) is not { } code)
        {
            return StaleForm.Answer();
        }

        if (await step.FindAsync(context, cancellationToken) is not { Enrol: false } waiting)
        {
            return new SeeOther(IdentityPaths.SignInPage);
        }

        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther($"{IdentityPaths.CodePage}?error=throttled");
        }

        switch (await check.AttemptAsync(waiting.Account.Id, code, cancellationToken))
        {
            case CodeOutcome.Accepted { Method: var method }:
                step.End(context);
                await begin.ForAsync(context, waiting.Account, waiting.Method(method), cancellationToken);
                return new SeeOther(waiting.ReturnUrl);
            case CodeOutcome.Refused { Reason: var reason }:
                throttle.Count(ThrottledDoor.SignIn, context);
                await journal.SignInRefusedAsync($"second_factor_{reason}", waiting.Account, context, cancellationToken);
                return new SeeOther($"{IdentityPaths.CodePage}?error={reason}");
            default:
                throw new InvalidOperationException("A code is accepted or refused.");
        }
    }

    private static async Task<IResult> EnrolAsync(
        HttpContext context, IAntiforgery antiforgery, SecondStep step, EnrolFactor enrol, CodesOnce once, AddressThrottle throttle,
        BeginSession begin, SecurityJournal journal, CancellationToken cancellationToken)
    {
        if (await ReadAsync(context, antiforgery, cancellationToken) is not { } code)
        {
            return StaleForm.Answer();
        }

        if (await step.FindAsync(context, cancellationToken) is not { Enrol: true } waiting || throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther(IdentityPaths.SignInPage);
        }

        if (await enrol.ConfirmAsync(waiting.Account.Id, code, cancellationToken) is not { } codes)
        {
            throttle.Count(ThrottledDoor.SignIn, context);
            return new SeeOther($"{IdentityPaths.EnrolPage}?error=code");
        }

        step.End(context);
        once.Put(context, waiting.Account.Id, codes);
        await journal.AccountAsync(waiting.Account, "second_factor_added", context, cancellationToken);
        await begin.ForAsync(context, waiting.Account, waiting.Method(SignInMethods.PasswordAndCode), cancellationToken);
        return new SeeOther($"{IdentityPaths.SecondFactorPage}?done=on");
    }

    private static async Task<string?> ReadAsync(HttpContext context, IAntiforgery antiforgery, CancellationToken cancellationToken) =>
        (await RequestForm.ReadOwnAsync(context, antiforgery, cancellationToken))?["code"].ToString().Trim();
}
