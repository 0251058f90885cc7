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
            .Where(permission => permission.PatientData && scopes.Covers(permission.Action, ScopeContext.System, permission.HeedsNarrowing))
            .Select(permission => permission.Name)
            .Concat(TrailOf(scopes, ScopeContext.System))
            .ToFrozenSet(StringComparer.Ordinal),
        scopes.Data)
    {
        Narrowed = [.. scopes.NarrowedOf(ScopeContext.System)],
    };

    /// <summary>
    /// What a person may do through a client: the person's own rights, and of those only what the scopes name. Rights that
    /// are not about patient data have no scope and are not handed to clients, but for reading the audit trail. Not kept here either.
    /// </summary>
    /// <param name="roles">Space-separated.</param>
    /// <param name="own">The data subject the person is; null for none.</param>
    /// <param name="scopes">The token's.</param>
    /// <param name="patient">The patient in the token's context, or null.</param>
    public Rights OfPersonWithin(string roles, string? own, ScopeSet scopes, string? patient)
    {
        var held = OfRoles(roles, own is not null);
        var opened = new OpenedScopes(scopes, held, own, patient);
        return new(
            snapshot.Definitions
                .Where(permission => permission.PatientData
                    && held.Permissions.Contains(permission.Name)
                    && opened.Covers(permission))
                .Select(permission => permission.Name)
                .Concat(TrailOf(scopes, ScopeContext.User).Where(held.Permissions.Contains))
                .ToFrozenSet(StringComparer.Ordinal),
            opened.Data,
            held.Reach,
            held.TreatingAs)
        {
            Narrowed = opened.Narrowed,
            OnlySubject = opened.OnlySubject,
        };
    }

    // Who asks for every kind asks for patient data; the trail has to be asked for by name.
    private static string[] TrailOf(ScopeSet scopes, ScopeContext context) =>
        scopes.Names(AccessHistoryRights.Kind, DataAction.Read | DataAction.Search, context) ? [AccessHistoryRights.Read, AccessHistoryRights.ReadOwn] : [];

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
