using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using PluginPlatform.Identity.Calls;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.SignIn;
using PluginPlatform.Identity.Users;

namespace PluginPlatform.Identity.Passkeys;

/// <summary>The forms of the page <c>/account/passkeys</c>.</summary>
internal static class PasskeyEndpoints
{
    private const string Challenge = "passkey-add";

    public static void Map(IEndpointRouteBuilder account)
    {
        account.MapPost("/passkeys/options", OptionsAsync).DisableAntiforgery();
        account.MapPost("/passkeys/add", AddAsync).DisableAntiforgery();
        account.MapPost("/passkeys/rename", RenameAsync).DisableAntiforgery();
        account.MapPost("/passkeys/remove", RemoveAsync).DisableAntiforgery();
    }

    // The script of the page asks; a passkey opens the door for good, so the password is asked for again.
    private static async Task<IResult> OptionsAsync(
        HttpContext context, OwnPasskeys own, ConfirmPassword confirm, UserManager<PlatformUser> users, IPasskeyHandler<PlatformUser> handler,
        PasskeyChallenges challenges, ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await own.UserAsync(context.User) is not { } user)
        {
            return Refuse("failed");
        }

        if (await confirm.RefusalAsync(user.Id, form["current"].ToString(), cancellationToken) is { } reason)
        {
            await journal.AccountRefusedAsync(CallOf(context, calls), $"passkey_{reason}", context, cancellationToken);
            return Refuse(reason);
        }

        if ((await users.GetPasskeysAsync(user)).Count >= OwnPasskeys.Most)
        {
            return Refuse("many");
        }

        var made = await handler.MakeCreationOptionsAsync(
            new() { Id = user.Id.ToString(), Name = user.UserName!, DisplayName = user.DisplayName }, context);
        challenges.Put(context, Challenge, made.AttestationState!);
        return TypedResults.Content(made.CreationOptionsJson, "application/json");
    }

    private static async Task<IResult> AddAsync(
        HttpContext context, OwnPasskeys own, UserManager<PlatformUser> users, IPasskeyHandler<PlatformUser> handler,
        PasskeyChallenges challenges, ICallContexts calls, SecurityJournal journal, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await own.UserAsync(context.User) is not { } user
            || await challenges.TakeAsync(context, Challenge, cancellationToken) is not { } state)
        {
            return Back("error=failed");
        }

        var made = await handler.PerformAttestationAsync(
            new() { HttpContext = context, CredentialJson = form["credential"].ToString(), AttestationState = state });
        if (!made.Succeeded || made.UserEntity.Id != user.Id.ToString())
        {
            return Back("error=failed");
        }

        made.Passkey.Name = OwnPasskeys.NameOf(form["name"].ToString());
        if (!(await users.AddOrUpdatePasskeyAsync(user, made.Passkey)).Succeeded)
        {
            return Back("error=failed");
        }

        await journal.AccountAsync(CallOf(context, calls), "passkey_added", context, cancellationToken);
        return Back("done=added");
    }

    private static async Task<IResult> RenameAsync(
        HttpContext context, OwnPasskeys own, UserManager<PlatformUser> users, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await own.UserAsync(context.User) is not { } user || await own.FindAsync(user, form["passkey"].ToString()) is not { } passkey)
        {
            return Back("error=gone");
        }

        passkey.Name = OwnPasskeys.NameOf(form["name"].ToString());
        return (await users.AddOrUpdatePasskeyAsync(user, passkey)).Succeeded ? Back("done=named") : Back("error=failed");
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context, OwnPasskeys own, UserManager<PlatformUser> users, ICallContexts calls, SecurityJournal journal,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        if (await own.UserAsync(context.User) is not { } user || await own.FindAsync(user, form["passkey"].ToString()) is not { } passkey)
        {
            return Back("error=gone");
        }

        if (!(await users.RemovePasskeyAsync(user, passkey.CredentialId)).Succeeded)
        {
            return Back("error=failed");
        }

        await journal.AccountAsync(CallOf(context, calls), "passkey_removed", context, cancellationToken);
        return Back("done=removed");
    }

    private static Sdk.Calls.CallContext CallOf(HttpContext context, ICallContexts calls) =>
        calls.For(context.User, context.TraceIdentifier, purpose: null)!;

    private static IResult Refuse(string error) => TypedResults.Json(new PasskeyRefusal(error), statusCode: StatusCodes.Status400BadRequest);

    private static SeeOther Back(string said) => new($"{IdentityPaths.PasskeysPage}?{said}");
}
