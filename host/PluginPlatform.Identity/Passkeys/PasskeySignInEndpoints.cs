using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.CrossSite;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Sessions;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Throttling;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Passkeys;

/// <summary>Sign-in without a name or a password.</summary>
internal static class PasskeySignInEndpoints
{
    private const long LongestBody = 16 * 1024;
    private const string Challenge = "passkey-in";
    private const string Refused = $"{IdentityPaths.SignInPage}?error=passkey";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var door = routes.MapGroup(IdentityPaths.SignIn + "/passkey").WithMetadata(new RequestSizeLimitAttribute(LongestBody));
        door.AddEndpointFilter<RouteGroupBuilder, OwnForm>();
        door.MapPost("/options", OptionsAsync).DisableAntiforgery();
        door.MapPost("", SignInAsync).DisableAntiforgery();
    }

    // Asks for any passkey of this platform: what exists for whom is not told.
    private static async Task<IResult> OptionsAsync(HttpContext context, IPasskeyHandler<PlatformUser> handler, PasskeyChallenges challenges)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        challenges.Put(context, Challenge, made.AssertionState!);
        return TypedResults.Content(made.RequestOptionsJson, "application/json");
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, UserManager<PlatformUser> users, IPasskeyHandler<PlatformUser> handler, PasskeyChallenges challenges,
        AccountStore accounts, AddressThrottle throttle, BeginSession begin, SecurityJournal journal, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (throttle.IsExhausted(ThrottledDoor.SignIn, context))
        {
            return new SeeOther($"{IdentityPaths.SignInPage}?error=throttled");
        }

        var form = await context.Request.ReadFormAsync(cancellationToken);
        var proved = await challenges.TakeAsync(context, Challenge, cancellationToken) is { } state
            ? await handler.PerformAssertionAsync(
                new() { HttpContext = context, CredentialJson = form["credential"].ToString(), AssertionState = state })
            : null;
        var stored = proved is { Succeeded: true } ? await accounts.FindAsync(proved.User.Id, cancellationToken) : null;
        if (stored is null || !stored.MaySignIn(time.GetUtcNow())
            || !(await users.AddOrUpdatePasskeyAsync(proved!.User!, proved.Passkey!)).Succeeded)
        {
            throttle.Count(ThrottledDoor.SignIn, context);
            await journal.SignInRefusedAsync("passkey", stored?.Account, context, cancellationToken);
            return new SeeOther(Refused);
        }

        await begin.ForAsync(context, stored.Account, SignInMethods.Passkey, cancellationToken);
        return new SeeOther(LocalAddress.Of(form["returnUrl"].ToString()));
    }

    /// <summary>Login CSRF: the form belongs to this browser.</summary>
    private sealed class OwnForm(IAntiforgery antiforgery) : IEndpointFilter
    {
        public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            var http = context.HttpContext;
            return await RequestForm.ReadOwnAsync(http, antiforgery, http.RequestAborted) is null ? StaleForm.Answer() : await next(context);
        }
    }
}
