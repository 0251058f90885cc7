using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Throttling;

namespace PluginPlatform.Identity.Federation;

/// <summary>To a tenant's provider and back.</summary>
internal static class FederationEndpoints
{
    private const int LongestToken = 128;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(IdentityPaths.Federation, BeginAsync);
        routes.MapGet(IdentityPaths.FederationCallback, CompleteAsync);
    }

    private static async Task<IResult> BeginAsync(
        HttpContext context, BeginFederation begin, AddressThrottle throttle, string? tenant, string? returnUrl, string? invitation, CancellationToken cancellationToken)
    {
        KeepQuiet(context);
        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther($"{IdentityPaths.SignInPage}?error=throttled");
        }

        var address = await begin.ForAsync(
            context, tenant ?? "", returnUrl ?? "", invitation is { Length: > 0 and <= LongestToken } ? invitation : null, cancellationToken);
        if (address is null)
        {
            // Who tries names of tenants, or makes the platform ask elsewhere, does so a few times a minute.
            throttle.Count(ThrottledDoor.SignIn, context);
        }

        return new SeeOther(address ?? $"{IdentityPaths.SignInPage}?error=federation");
    }

    private static async Task<IResult> CompleteAsync(
        HttpContext context, CompleteFederation complete, AfterPassword after, AddressThrottle throttle, SecurityJournal journal,
        CancellationToken cancellationToken)
    {
        KeepQuiet(context);
        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther($"{IdentityPaths.SignInPage}?error=throttled");
        }

        switch (await complete.RunAsync(context, cancellationToken))
        {
            case FederationOutcome.Accepted accepted:
                return new SeeOther(await after.FederationAsync(context, accepted.Account, accepted.ReturnUrl, cancellationToken));
            case FederationOutcome.Refused refused:
                throttle.Count(ThrottledDoor.SignIn, context);
                await journal.SignInRefusedAsync(refused.Reason, refused.Account, context, cancellationToken);
                return new SeeOther($"{IdentityPaths.SignInPage}?error={(refused.Reason == FederationOutcome.Refused.Unlinked ? "unlinked" : "federation")}");
            default:
                throw new InvalidOperationException("An answer is accepted or refused.");
        }
    }

    // The address of the answer holds a code.
    private static void KeepQuiet(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
