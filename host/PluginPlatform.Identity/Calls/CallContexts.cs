using System.Security.Claims;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Calls;

internal sealed class CallContexts(IPermissionSource permissions, TenantStates tenants) : ICallContexts
{
    private RightsTable _table = new(permissions.Current);

    public CallContext? For(ClaimsPrincipal principal, string requestId, string? purpose) => principal.Identity switch
    {
        ClientIdentity client => ForClient(client, requestId, purpose),
        UserTokenIdentity user => Context(user.Tenant, user.Person, user.RightsUnder(Table()), requestId, purpose),
        ClaimsIdentity { AuthenticationType: PlatformSchemes.Session } user => ForUser(user, requestId, purpose),
        _ => null,
    };

    private CallContext? ForClient(ClientIdentity client, string requestId, string? purpose) =>
        Context(client.Tenant, client.Client, client.RightsUnder(Table()), requestId, purpose);

    private CallContext? ForUser(ClaimsIdentity identity, string requestId, string? purpose)
    {
        var user = UserStanding.Of(identity);
        return user is { Id: { } id, Name: { } name, Tenant: { } tenant }
            ? Context(tenant, new(ActorKind.User, id, name), Table().OfRoles(user.Roles), requestId, purpose)
            : null;
    }

    // Nobody acts for a suspended tenant, whatever cookie or token is still believed.
    private CallContext? Context(string tenant, Actor actor, Rights rights, string requestId, string? purpose) =>
        tenants.Find(tenant) is not { Active: true }
            ? null
            : new()
            {
                Tenant = tenant,
                Actor = actor,
                Permissions = rights.Permissions,
                Data = rights.Data,
                RequestId = requestId,
                Purpose = purpose ?? CallContext.DefaultPurpose,
            };

    // Two requests that meet a new snapshot may both make a table; they are equal, and the last one stays.
    private RightsTable Table()
    {
        var table = Volatile.Read(ref _table);
        var current = permissions.Current;
        if (ReferenceEquals(table.Snapshot, current))
        {
            return table;
        }

        table = new(current);
        Volatile.Write(ref _table, table);
        return table;
    }
}
