using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Access;

namespace Host.Tests.Identity;

/// <summary>A plugin set that changes when told to.</summary>
internal sealed class FixedPermissions : IPermissionSource
{
    public PermissionSnapshot Current { get; private set; } = new(1,
    [
        new("record:read", "Read records.", DataAction.Read | DataAction.Search) { DefaultRoles = [Roles.Provider, Roles.Nurse] },
        new("record:write", "Write records.", DataAction.Create | DataAction.Update) { DefaultRoles = [Roles.Provider, Roles.SuperAdmin] },
        new("record:export", "Export records.", DataAction.None) { DefaultRoles = [Roles.OrgAdmin] },
        new("board:read", "See the board.", DataAction.None) { PatientData = false, DefaultRoles = [Roles.SuperAdmin] },
    ]);

    public void Add(PermissionDefinition permission) =>
        Current = new(Current.Version + 1, Current.Definitions.Add(permission));
}
