using System.Collections.Concurrent;
using System.Collections.Frozen;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>Rights worked out for one permission snapshot. Role sets are few, so they are all kept.</summary>
internal sealed class RightsTable(PermissionSnapshot snapshot)
{
    private readonly ConcurrentDictionary<(string Roles, bool Linked), Rights> _byRoles = new();

    public PermissionSnapshot Snapshot => snapshot;

    /// <param name="roles">Space-separated.</param>
    /// <param name="linked">Whether the user is linked to the record of a patient.</param>
    public Rights OfRoles(string roles, bool linked = false) => _byRoles.GetOrAdd((roles, linked), key => BundleRoles(key.Roles, key.Linked));

    /// <summary>Not kept here: a client could ask for many subsets of its scopes. The token cache keeps them.</summary>
    public Rights OfScopes(ScopeSet scopes) => new(
        snapshot.Definitions
            .Where(permission => permission.PatientData && scopes.Covers(permission.Action))
            .Select(permission => permission.Name)
            .ToFrozenSet(StringComparer.Ordinal),
        scopes.Data);

    /// <summary>
    /// What a person may do through a client: the person's own rights, and of those only what the scopes name. Rights that
    /// are not about patient data have no scope and are not handed to clients. Not kept here either.
    /// </summary>
    /// <param name="roles">Space-separated.</param>
    /// <param name="scopes">The token's.</param>
    public Rights OfRolesWithin(string roles, ScopeSet scopes)
    {
        var own = OfRoles(roles);
        return new(
            snapshot.Definitions
                .Where(permission => permission.PatientData
                    && own.Permissions.Contains(permission.Name)
                    && scopes.Covers(permission.Action, ScopeContext.User))
                .Select(permission => permission.Name)
                .ToFrozenSet(StringComparer.Ordinal),
            own.Data.Allows(DataAction.All, DataGrants.AnyKind) ? scopes.DataOf(ScopeContext.User) : DataGrants.None,
            own.Reach,
            own.TreatingAs);
    }

    private Rights BundleRoles(string roles, bool linked)
    {
        var names = roles.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var reach = names.Select(role => RoleBundles.ReachOf(role, linked)).Append(DataReach.None).Max();
        return new(
            names.SelectMany(role => RoleBundles.Of(role, snapshot, RoleBundles.ReachOf(role, linked))).ToFrozenSet(StringComparer.Ordinal),
            RoleBundles.DataOf(reach),
            reach,
            RoleBundles.TreatingAs(names));
    }
}
