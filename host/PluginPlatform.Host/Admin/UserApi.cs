using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Plugins.Endpoints;

namespace PluginPlatform.Host.Admin;

/// <summary>Users: of every tenant for those who run the platform, of the own tenant for those who run that.</summary>
internal static class UserApi
{
    private const int StandardPage = 50;

    public static void Map(IEndpointRouteBuilder admin)
    {
        var users = admin.MapGroup("/users").RequireEverywhereOrOwn(KernelPermissions.UsersManage, KernelPermissions.OwnUsersManage);
        users.MapGet("", ListAsync);
        users.MapPost("", AddAsync);
        users.MapGet("/{user}", FindAsync);
        users.MapPost("/{user}/deactivate", (string user, HttpContext context, ICallSource calls, UserRoster roster, CancellationToken token) =>
            ActivateAsync(user, false, context, calls, roster, token));
        users.MapPost("/{user}/activate", (string user, HttpContext context, ICallSource calls, UserRoster roster, CancellationToken token) =>
            ActivateAsync(user, true, context, calls, roster, token));
        users.MapPut("/{user}/roles", SetRolesAsync);
        users.MapPut("/{user}/person", LinkAsync);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, ICallSource calls, UserRoster roster, string? tenant, string? search, string? after, int? limit, CancellationToken cancellationToken) =>
        TypedResults.Ok(await roster.ListAsync(
            new(tenant, search ?? "", after, limit ?? StandardPage), KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> FindAsync(string user, HttpContext context, ICallSource calls, UserRoster roster, CancellationToken cancellationToken) =>
        await roster.FindAsync(user, KernelAccess.Reach(context, calls), cancellationToken) is { } found ? TypedResults.Ok(found) : Unknown();

    private static async Task<IResult> AddAsync(
        UserRequest request, HttpContext context, ICallSource calls, AddUsers add, CancellationToken cancellationToken)
    {
        var reach = KernelAccess.Reach(context, calls);
        if (string.IsNullOrEmpty(request.UserName) || request.Roles is null || (request.Tenant ?? reach.Tenant) is not { Length: > 0 } tenant)
        {
            return Refuse("IDN-2010", "A user has a userName, a tenant and at least one role.", 400);
        }

        var user = new NewUser(request.UserName, tenant, request.Roles) { Password = request.Password, DisplayName = request.DisplayName };
        return await add.RunAsync(user, KernelAccess.Caller(context, calls).Actor, reach, cancellationToken) switch
        {
            AddUserOutcome.Added added => TypedResults.Ok(added),
            AddUserOutcome.Refused { Code: "IDN-2016" } refused => Refuse(refused.Code, refused.Reason, 403),
            AddUserOutcome.Refused refused => Refuse(refused.Code, refused.Reason, 400),
            var other => throw new InvalidOperationException($"{other.GetType()} is no outcome."),
        };
    }

    private static async Task<IResult> ActivateAsync(
        string user, bool active, HttpContext context, ICallSource calls, UserRoster roster, CancellationToken cancellationToken) =>
        Answer(await roster.ActivateAsync(user, active, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> SetRolesAsync(
        string user, RolesRequest request, HttpContext context, ICallSource calls, UserRoster roster, CancellationToken cancellationToken) =>
        Answer(await roster.SetRolesAsync(
            user, request.Roles ?? [], KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static async Task<IResult> LinkAsync(
        string user, PersonRequest request, HttpContext context, ICallSource calls, UserRoster roster, CancellationToken cancellationToken) =>
        Answer(await roster.LinkAsync(
            user, request.FhirUser, KernelAccess.Caller(context, calls).Actor, KernelAccess.Reach(context, calls), cancellationToken));

    private static IResult Answer(ChangeUserOutcome outcome) => outcome switch
    {
        ChangeUserOutcome.Changed changed => TypedResults.Ok(changed.User),
        ChangeUserOutcome.Unknown => Unknown(),
        ChangeUserOutcome.Refused refused => Refuse(refused.Code, refused.Reason, StatusOf(refused.Code)),
        _ => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
    };

    private static int StatusOf(string code) => code switch { "IDN-2016" => 403, "IDN-2012" or "IDN-2019" => 400, _ => 409 };

    private static IResult Unknown() => Refuse("IDN-2015", "There is no such user.", 404);

    private static IResult Refuse(string code, string reason, int status) => Results.Problem(
        statusCode: status, title: "Not done", detail: reason, extensions: new Dictionary<string, object?> { ["code"] = code });
}

/// <summary>A user to add; without a password one is made, without a tenant it is the caller's.</summary>
public sealed record UserRequest(string? UserName, string? Tenant, IReadOnlyList<string>? Roles, string? Password, string? DisplayName);

/// <summary>Who a user is in the record, for example <c>Patient/1</c>; null for nobody.</summary>
public sealed record PersonRequest(string? FhirUser);

/// <summary>The roles a user is to have, all of them.</summary>
public sealed record RolesRequest(IReadOnlyList<string>? Roles);
