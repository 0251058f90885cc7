using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.SecondFactors;

/// <summary>The forms of the page <c>/account/second-factor</c>.</summary>
internal static class SecondFactorEndpoints
{
    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/second-factor/begin", BeginAsync).DisableAntiforgery();
        account.MapPost("/second-factor/confirm", ConfirmAsync).DisableAntiforgery();
        account.MapPost("/second-factor/remove", RemoveAsync).DisableAntiforgery();
    }

    private static async Task<IResult> BeginAsync(
        HttpContext context, ConfirmPassword confirm, SecondFactorStore factors, ICallContexts calls, SecurityJournal journal,
        CancellationToken cancellationToken)
    {
        var user = UserOf(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await confirm.RefusalAsync(user, form["current"].ToString(), cancellationToken) is { } reason)
        {
            await journal.AccountRefusedAsync(CallOf(context, calls), $"second_factor_{reason}", context, cancellationToken);
            return Back($"error={reason}");
        }

        return await factors.BeginAsync(user, cancellationToken) ? Back("") : Back("error=on");
    }

    private static async Task<IResult> ConfirmAsync(
        HttpContext context, EnrolFactor enrol, CodesOnce once, ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var user = UserOf(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await enrol.ConfirmAsync(user, form["code"].ToString(), cancellationToken) is not { } codes)
        {
            return Back("error=code");
        }

        await journal.AccountAsync(CallOf(context, calls), "second_factor_added", context, cancellationToken);
        once.Put(context, user, codes);
        return Back("done=on");
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, ConfirmPassword confirm, CheckCode check, SecondFactorStore factors, SecondFactorRule rule, AccountStore accounts,
        ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var user = UserOf(context);
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var reason = await accounts.FindAsync(user, cancellationToken) is not { } stored || rule.AppliesTo(stored.Account)
            ? "required"
            : await confirm.RefusalAsync(user, form["current"].ToString(), cancellationToken)
                ?? (await check.AttemptAsync(user, form["code"].ToString(), cancellationToken) as CodeOutcome.Refused)?.Reason;
        if (reason is not null)
        {
            await journal.AccountRefusedAsync(CallOf(context, calls), $"second_factor_{reason}", context, cancellationToken);
            return Back($"error={reason}");
        }

        await factors.RemoveAsync(user, cancellationToken);
        await journal.AccountAsync(CallOf(context, calls), "second_factor_removed", context, cancellationToken);
        return Back("done=off");
    }

    // The filter before these handlers let nobody in without a session.
    private static Guid UserOf(HttpContext context) => SessionPrincipal.KeyOf(context.User)!.Value.User;

    private static Sdk.Calls.CallContext CallOf(HttpContext context, ICallContexts calls) =>
        calls.For(context.User, context.TraceIdentifier, purpose: null)!;

    private static SeeOther Back(string said) => new(IdentityPaths.SecondFactorPage + (said.Length > 0 ? "?" + said : ""));
}
