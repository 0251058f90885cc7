using Npgsql;
using PluginPlatform.Identity.Events;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Users;

/// <summary>Lists and changes users within an administrator's reach. What lies beyond it is answered as if it did not exist.</summary>
public sealed class UserRoster
{
    private const int LongestPage = 200;

    private readonly PlatformStorage _storage;
    private readonly UserTable _table;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal UserRoster(PlatformStorage storage, UserTable table, ISecurityEvents events, TimeProvider time) =>
        (_storage, _table, _events, _time) = (storage, table, events, time);

    /// <summary>Users by name.</summary>
    /// <param name="query">Which.</param>
    /// <param name="reach">Whose users the administrator sees.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async Task<IReadOnlyList<UserEntry>> ListAsync(UserQuery query, AdminReach reach, CancellationToken cancellationToken) =>
        query.Tenant is { } wanted && !reach.Covers(wanted)
            ? []
            : await _table.ListAsync(
                reach.Tenant ?? query.Tenant, Plain(query.Search.Trim()), query.After is null ? null : Plain(query.After), Math.Clamp(query.Limit, 1, LongestPage), cancellationToken);

    /// <summary>One user.</summary>
    /// <param name="user">Id or user name.</param>
    /// <param name="reach">Whose users the administrator sees.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when there is none within reach.</returns>
    public Task<UserEntry?> FindAsync(string user, AdminReach reach, CancellationToken cancellationToken) =>
        _table.FindAsync(null, reach.Tenant, Plain(user), cancellationToken);

    /// <summary>Ends a user's sessions and keeps the user out, or lets the user in again.</summary>
    /// <param name="user">Id or user name.</param>
    /// <param name="active">Whether the user may sign in from now on.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public Task<ChangeUserOutcome> ActivateAsync(string user, bool active, Actor by, AdminReach reach, CancellationToken cancellationToken) =>
        ChangeAsync(
            user, by, reach, active ? "user_activated" : "user_deactivated", stays: active, roles: null,
            (connection, found, token) => UserTable.ActivateAsync(connection, found.Id, active, _time.GetUtcNow(), token), cancellationToken);

    /// <summary>Gives a user exactly these roles. Sessions follow when they are next held against the database.</summary>
    /// <param name="user">Id or user name.</param>
    /// <param name="roles">At least one of <see cref="Roles"/>.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<ChangeUserOutcome> SetRolesAsync(
        string user, IReadOnlyList<string> roles, Actor by, AdminReach reach, CancellationToken cancellationToken) =>
        RoleFault(roles, reach) is { } fault
            ? fault
            : await ChangeAsync(
                user, by, reach, "roles_changed", stays: roles.Contains(Roles.SuperAdmin), roles,
                (connection, found, token) => UserTable.SetRolesAsync(connection, found.Id, roles, token), cancellationToken);

    /// <summary>Says who a user is in the record. A patient then sees exactly that chart; sessions follow when they are next held against the database.</summary>
    /// <param name="user">Id or user name.</param>
    /// <param name="person"><c>Patient/&lt;id&gt;</c>, <c>Practitioner/&lt;id&gt;</c>, <c>RelatedPerson/&lt;id&gt;</c> or <c>Person/&lt;id&gt;</c>; null for nobody.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="reach">How far the administrator reaches.</param>
    /// <param name="cancellationToken">Cancels before the change is written.</param>
    public async Task<ChangeUserOutcome> LinkAsync(string user, string? person, Actor by, AdminReach reach, CancellationToken cancellationToken) =>
        person is not null && !IsPerson(person)
            ? new ChangeUserOutcome.Refused("IDN-2019", "Name a resource: Patient/<id>, Practitioner/<id>, RelatedPerson/<id> or Person/<id>.")
            : await ChangeAsync(
                user, by, reach, person is null ? "person_unlinked" : "person_linked", stays: true, roles: null,
                (connection, found, token) => UserTable.LinkAsync(connection, found.Id, person, token), cancellationToken);

    internal Task<string?> PersonAsync(Guid user, CancellationToken cancellationToken) => _table.PersonAsync(user, cancellationToken);

    private static bool IsPerson(string person) =>
        person.Split('/') is ["Patient" or "Practitioner" or "RelatedPerson" or "Person", var id] && Access.SubjectId.IsValid(id);

    /// <summary>What is wrong with these roles, given by this administrator.</summary>
    internal static ChangeUserOutcome.Refused? RoleFault(IReadOnlyList<string> roles, AdminReach reach) =>
        roles.Count == 0 || !roles.All(RoleBundles.Exists)
            ? new("IDN-2012", $"Give at least one role out of: {string.Join(", ", RoleBundles.Names.Where(reach.MayGrant).Order(StringComparer.Ordinal))}.")
            : roles.All(reach.MayGrant) ? null : new("IDN-2016", "That role runs the whole platform; only one who runs it may give it.");

    private async Task<ChangeUserOutcome> ChangeAsync(
        string user, Actor by, AdminReach reach, string word, bool stays, IReadOnlyList<string>? roles,
        Func<NpgsqlConnection, UserEntry, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        await using var connection = await _storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await _table.FindAsync(connection, reach.Tenant, Plain(user), cancellationToken) is not { } found)
        {
            return new ChangeUserOutcome.Unknown();
        }

        if (await FaultAsync(connection, found, reach, stays, roles, cancellationToken) is { } fault)
        {
            return fault;
        }

        await write(connection, found, cancellationToken);
        var changed = await _table.FindAsync(connection, null, found.Id.ToString(), cancellationToken);

        // Before the commit: a change nobody could read about later is not made.
        await _events.RecordAsync(
            new(SecurityEventKind.AccountChanged, found.Tenant, by, word, found.Id.ToString(), ""), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return new ChangeUserOutcome.Changed(changed!);
    }

    private static async Task<ChangeUserOutcome.Refused?> FaultAsync(
        NpgsqlConnection connection, UserEntry found, AdminReach reach, bool stays, IReadOnlyList<string>? roles, CancellationToken cancellationToken)
    {
        if (!found.Roles.All(reach.MayGrant))
        {
            return new("IDN-2016", "This user runs the whole platform; only one who runs it may change that.");
        }

        if (reach.Self == found.Id.ToString() && (roles is null ? !stays : !Administers(roles)))
        {
            return new("IDN-2018", "One cannot shut oneself out; ask another administrator.");
        }

        return found.Roles.Contains(Roles.SuperAdmin) && !stays && !await UserTable.AnotherSuperAdminAsync(connection, found.Id, cancellationToken)
            ? new("IDN-2017", "Nobody else runs the platform; make another super_admin first.")
            : null;
    }

    private static bool Administers(IReadOnlyList<string> roles) => roles.Contains(Roles.SuperAdmin) || roles.Contains(Roles.OrgAdmin);

    // PostgreSQL stores no NUL; nothing that holds one can be found.
    private static string Plain(string text) => text.Replace("\0", "\ufffd", StringComparison.Ordinal);
}
