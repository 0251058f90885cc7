using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.SecondFactors;
using PluginPlatform.Plugins.Endpoints;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Host.Admin;

/// <summary>What an administrator does for somebody who cannot sign in.</summary>
internal static class SignInApi
{
    public static void Map(IEndpointRouteBuilder admin) =>
        admin.MapPost("/users/{name}/second-factor/reset", ResetAsync).RequirePermission(KernelPermissions.UsersManage);

    private static async Task<IResult> ResetAsync(
        string name, HttpContext context, ICallSource calls, ResetSecondFactor reset, CancellationToken cancellationToken) =>
        await reset.ForAsync(name, KernelAccess.Caller(context, calls).Actor, cancellationToken)
            ? TypedResults.Ok(new ResetAnswer(name))
            : Results.Problem(
                statusCode: 404, title: "Nothing to reset", detail: "There is no such user, or the user has no second factor.",
                extensions: new Dictionary<string, object?> { ["code"] = "user.second-factor" });
}

/// <summary>Whose second factor is gone.</summary>
public sealed record ResetAnswer(string UserName);
