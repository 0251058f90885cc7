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

    private static async Task<IResult> InviteAsync(
        InvitationRequest request, HttpContext context, ICallSource calls, InviteUsers invite, CancellationToken cancellationToken)
    {
        var reach = KernelAccess.Reach(context, calls);
        if (string.IsNullOrEmpty(request.UserName) || request.Roles is null || (request.Tenant ?? reach.Tenant) is not { Length: > 0 } tenant)
        {
            return Refuse("IDN-2030", "An invitation has a userName, a tenant, at least one role and one mail address.", 400);
        }

        var user = new NewUser(request.UserName, tenant, request.Roles);
        return await invite.RunAsync(user, request.Email, KernelAccess.Caller(context, calls).Actor, reach, cancellationToken) switch
        {
            AddUserOutcome.Added added => TypedResults.Ok(new InvitationAnswer(added.UserName, added.Tenant, request.Email!)),
            AddUserOutcome.Refused refused => Refuse(refused.Code, refused.Reason, refused.Code switch { "IDN-2016" => 403, "IDN-2031" => 409, _ => 400 }),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
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
