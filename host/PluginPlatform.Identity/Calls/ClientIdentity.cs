using System.Security.Claims;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Calls;

/// <summary>
/// A client program, as its access token and its row say. What it may do hangs on this object and not on its claims, so
/// that code which adds claims to a cached principal changes nothing.
/// </summary>
internal sealed class ClientIdentity : ClaimsIdentity
{
    private RightsOfTable? _rights;

    public ClientIdentity(string clientId, string tenant, ScopeSet scopes)
        : base(
            [
                new(PlatformClaims.Subject, clientId),
                new(PlatformClaims.ClientId, clientId),
                new(PlatformClaims.UserName, clientId),
                new(PlatformClaims.Tenant, tenant),
                new(PlatformClaims.Scope, scopes.Text),
            ],
            PlatformSchemes.Bearer,
            PlatformClaims.UserName,
            PlatformClaims.Role)
    {
        Tenant = tenant;
        Scopes = scopes;
        Client = new(ActorKind.Client, clientId, clientId);
        Parties = CallParties.OfClient(clientId);
    }

    public string Tenant { get; }

    public ScopeSet Scopes { get; }

    public string Parties { get; }

    // Not named Actor: a claims identity has one of its own, for delegation.
    public Actor Client { get; }

    /// <summary>The client's own limit; null for the platform's.</summary>
    public int? RequestsPerMinute { get; init; }

    public Rights RightsUnder(RightsTable table)
    {
        var known = _rights;
        if (known is null || !ReferenceEquals(known.Table, table))
        {
            _rights = known = new(table, table.OfScopes(Scopes));
        }

        return known.Rights;
    }

    private sealed record RightsOfTable(RightsTable Table, Rights Rights);
}
