using PluginPlatform.Host.Admin;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Users;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using ISession = PluginPlatform.Sdk.UI.Hosting.ISession;

namespace PluginPlatform.Host.Readers;

/// <summary>The users as the current reader may administer them; asked anew at every step, because a page outlives rights.</summary>
internal sealed class ReaderUserBoard(UserRoster roster, IServiceScopeFactory scopes, ISession session) : IUserBoard
{
    private static readonly UserAnswer Forbidden = new($"It needs the permission {KernelPermissions.OwnUsersManage}. Ask an administrator.");

    private static readonly string[] AllRoles = [Roles.OrgAdmin, Roles.Provider, Roles.Nurse, Roles.Patient, Roles.ApiConsumer, Roles.SuperAdmin];

    public async Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (_, reach) ? [.. AllRoles.Where(reach.MayGrant)] : [];

    public async Task<IReadOnlyList<UserLine>> ListAsync(string search, string? after, int limit, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (_, reach)
            ? [.. (await roster.ListAsync(new(null, search, after, limit), reach, cancellationToken)).Select(Line)]
            : [];

    public Task<UserAnswer> AddAsync(
        string userName, string displayName, string tenant, IReadOnlyList<string> roles, CancellationToken cancellationToken) =>
        MakeAsync(userName, displayName, tenant, roles, (work, user, call, reach) =>
            work.GetRequiredService<AddUsers>().RunAsync(user, call.Actor, reach, cancellationToken), showsPassword: true, cancellationToken);

    public Task<UserAnswer> InviteAsync(
        string userName, string displayName, string tenant, IReadOnlyList<string> roles, string address, CancellationToken cancellationToken) =>
        MakeAsync(userName, displayName, tenant, roles, (work, user, call, reach) =>
            work.GetRequiredService<InviteUsers>().RunAsync(user, address.Trim(), call.Actor, reach, cancellationToken), showsPassword: false, cancellationToken);

    private async Task<UserAnswer> MakeAsync(
        string userName, string displayName, string tenant, IReadOnlyList<string> roles,
        Func<IServiceProvider, NewUser, CallContext, AdminReach, Task<AddUserOutcome>> make, bool showsPassword, CancellationToken cancellationToken)
    {
        if (await WhoAsync(cancellationToken) is not var (call, reach))
        {
            return Forbidden;
        }

        // A circuit lives for hours; the object mapper's scope is for one piece of work.
        await using var scope = scopes.CreateAsyncScope();
        var user = new NewUser(userName.Trim(), tenant.Trim() is { Length: > 0 } other ? other : call.Tenant, roles)
        {
            DisplayName = displayName.Trim() is { Length: > 0 } name ? name : null,
        };
        return await make(scope.ServiceProvider, user, call, reach) switch
        {
            AddUserOutcome.Added added => new(null, showsPassword ? added.GeneratedPassword : null),
            AddUserOutcome.Refused refused => new(refused.Reason),
            var outcome => throw new InvalidOperationException($"{outcome.GetType()} is no outcome."),
        };
    }

    public async Task<UserAnswer> ActivateAsync(string id, bool active, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (call, reach)
            ? Answer(await roster.ActivateAsync(id, active, call.Actor, reach, cancellationToken))
            : Forbidden;

    public async Task<UserAnswer> SetRolesAsync(string id, IReadOnlyList<string> roles, CancellationToken cancellationToken) =>
        await WhoAsync(cancellationToken) is var (call, reach)
            ? Answer(await roster.SetRolesAsync(id, roles, call.Actor, reach, cancellationToken))
            : Forbidden;

    private async ValueTask<(CallContext Call, AdminReach Reach)?> WhoAsync(CancellationToken cancellationToken) =>
        await session.CallAsync(cancellationToken) is { } call
        && AdminReach.Of(call, KernelPermissions.UsersManage, KernelPermissions.OwnUsersManage) is { } reach
            ? (call, reach)
            : null;

    private static UserLine Line(UserEntry user) => new(
        user.Id.ToString(), user.UserName, user.DisplayName, user.Tenant, user.Roles, user.Active, user.LastSignIn);

    private static UserAnswer Answer(ChangeUserOutcome outcome) => outcome switch
    {
        ChangeUserOutcome.Changed => new(null),
        ChangeUserOutcome.Refused refused => new(refused.Reason),
        _ => new("There is no such user any more. Look at the list again."),
    };
}
