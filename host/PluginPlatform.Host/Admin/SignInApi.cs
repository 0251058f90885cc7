using PluginPlatform.Identity.Invitations;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Identity.Users;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>What an administrator does for somebody who cannot sign in.</summary>
internal static class SignInApi
{
    public static void Map(IEndpointRouteBuilder admin)
    {
        admin.MapPost("/users/{name}/second-factor/reset", ResetAsync).RequirePermission(KernelPermissions.UsersManage);
        admin.MapGroup("").RequireEverywhereOrOwn(KernelPermissions.UsersManage, KernelPermissions.OwnUsersManage).MapPost("/invitations", InviteAsync);
    }

    // The account gets a password that nobody knows; the link sets the first one somebody does.
    private static async Task<IResult> InviteAsync(
        InvitationRequest request, HttpContext context, ICallSource calls, AddUsers add, SendLinks links, CancellationToken cancellationToken)
    {
        var reach = KernelAccess.Reach(context, calls);
        if (string.IsNullOrEmpty(request.UserName) || request.Roles is null || (request.Tenant ?? reach.Tenant) is not { Length: > 0 } tenant
            || !SendLinks.IsAddress(request.Email))
        {
            return Refuse("IDN-2030", "An invitation has a userName, a tenant, at least one role and one mail address.", 400);
        }

        if (!links.Ready)
        {
            return Refuse("IDN-2031", "No mail is set up, so that nobody can be invited. Add the user with a password instead.", 409);
        }

        var by = KernelAccess.Caller(context, calls).Actor;
        switch (await add.RunAsync(new NewUser(request.UserName, tenant, request.Roles), by, reach, cancellationToken))
        {
            case AddUserOutcome.Added added:
                await links.InviteAsync(added.Id, request.Email!, by, cancellationToken);
                return TypedResults.Ok(new InvitationAnswer(added.UserName, added.Tenant, request.Email!));
            case AddUserOutcome.Refused refused:
                return Refuse(refused.Code, refused.Reason, refused.Code == "IDN-2016" ? 403 : 400);
            default:
                throw new InvalidOperationException("A user is added or refused.");
        }
    }

    private static IResult Refuse(string code, string reason, int status) =>
        Results.Problem(statusCode: status, title: "Not invited", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });

    private static async Task<IResult> ResetAsync(
        string name, HttpContext context, ICallSource calls, ResetSecondFactor reset, CancellationToken cancellationToken) =>
        await reset.ForAsync(name, KernelAccess.Caller(context, calls).Actor, cancellationToken)
            ? TypedResults.Ok(new ResetAnswer(name))
            : Results.Problem(
                statusCode: 404, title: "Nothing to reset", detail: "There is no such user, or the user has no second factor.",
                extensions: new Dictionary<string, object?> { ["code"] = "user.second-factor" });
}

/// <summary>Somebody to invite: the tenant may be left out by those who run one.</summary>
public sealed record InvitationRequest(string? UserName, string? Tenant, IReadOnlyList<string>? Roles, string? Email);

/// <summary>Who was invited.</summary>
public sealed record InvitationAnswer(string UserName, string Tenant, string Email);

/// <summary>Whose second factor is gone.</summary>
public sealed record ResetAnswer(string UserName);
