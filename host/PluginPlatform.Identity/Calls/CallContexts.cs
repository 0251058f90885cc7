using System.Security.Claims;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Tenants;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Calls;

internal sealed class CallContexts(UserRights rights, TenantStates tenants) : ICallContexts
{
    public CallContext? For(ClaimsPrincipal principal, string requestId, string? purpose) => principal.Identity switch
    {
        ClientIdentity client => ForClient(client, requestId, purpose),
        UserTokenIdentity user => ForPerson(user.Tenant, user.Person, user.RightsUnder(rights.Table()), user.Own, user.ClientId, requestId, purpose),
        ClaimsIdentity { AuthenticationType: PlatformSchemes.Session } user => ForUser(user, requestId, purpose),
        _ => null,
    };

    private CallContext? ForClient(ClientIdentity client, string requestId, string? purpose) =>
        Context(client.Tenant, client.Client, client.RightsUnder(rights.Table()), requestId, purpose) is { } call
            ? call with { Parties = client.Parties }
            : null;

    private CallContext? ForUser(ClaimsIdentity identity, string requestId, string? purpose)
    {
        var user = UserStanding.Of(identity);
        if (user is not { Id: { } id, Name: { } name, Tenant: { } tenant })
        {
            return null;
        }

        var own = PatientLink.SubjectOf(user.FhirUser);
        return ForPerson(tenant, new(ActorKind.User, id, name), rights.Table().OfRoles(user.Roles, own is not null), own, null, requestId, purpose);
    }

    private CallContext? ForPerson(
        string tenant, Actor person, Rights held, string? own, string? client, string requestId, string? purpose) =>
        Context(tenant, person, held, requestId, purpose) is { } call
            ? call with
            {
                View = ViewOf(tenant, person.Id, held, own), Parties = CallParties.OfPerson(held.TreatingAs, person.Id, client),
                BreakGlass = tenants.BreakGlassOf(person.Id),
            }
            : null;

    // One patient in context never shows more than the person sees: it is looked for within the own record or the care team.
    private SubjectView ViewOf(string tenant, string person, Rights held, string? own) => (held.Reach, held.OnlySubject) switch
    {
        (DataReach.Own, _) => SubjectView.Own(own ?? ""),
        (DataReach.Treatment, { } one) when KeepsToCareTeams(tenant) => SubjectView.OneOfCareTeam(person, one),
        (DataReach.Treatment, null) when KeepsToCareTeams(tenant) => SubjectView.CareTeam(person),
        (_, { } one) => SubjectView.Own(one),
        _ => SubjectView.Everyone,
    };

    private bool KeepsToCareTeams(string tenant) => tenants.Find(tenant) is not { CareTeam: false };

    // Nobody acts for a suspended tenant, whatever cookie or token is still believed.
    private CallContext? Context(string tenant, Actor actor, Rights held, string requestId, string? purpose) =>
        tenants.Find(tenant) is not { Active: true }
            ? null
            : new()
            {
                Tenant = tenant,
                Actor = actor,
                Permissions = held.Permissions,
                Data = held.Data,
                Narrowed = held.Narrowed,
                RequestId = requestId,
                Purpose = purpose ?? CallContext.DefaultPurpose,
            };
}
