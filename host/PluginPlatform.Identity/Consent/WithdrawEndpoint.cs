using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;

namespace PluginPlatform.Identity.Consent;

/// <summary>The form of the page <c>/account/apps</c>.</summary>
internal static class WithdrawEndpoint
{
    public static void Map(IEndpointRouteBuilder account) => account.MapPost("/apps/withdraw", WithdrawAsync).DisableAntiforgery();

    private static async Task<IResult> WithdrawAsync(
        HttpContext context, OwnConsents consents, ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var client = (await context.Request.ReadFormAsync(cancellationToken))["client"].ToString();
        if (SessionPrincipal.KeyOf(context.User) is not var (_, user) || !ClientId.IsValid(client))
        {
            return new SeeOther($"{IdentityPaths.AppsPage}?error=gone");
        }

        // First the trail: what cannot be recorded is not done.
        await journal.AccountAsync(calls.For(context.User, context.TraceIdentifier, purpose: null)!, $"consent_withdrawn {client}", context, cancellationToken);
        return new SeeOther($"{IdentityPaths.AppsPage}?{(await consents.WithdrawAsync(user, client, cancellationToken) ? "done=one" : "error=gone")}");
    }
}
