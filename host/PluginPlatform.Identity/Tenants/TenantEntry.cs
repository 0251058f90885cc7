namespace PluginPlatform.Identity.Tenants;

/// <summary>A tenant as the administrator of the platform sees it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For display.</param>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>deleting</c> or <c>deleted</c>.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="ChangedAt">When its state last changed, UTC; null when never.</param>
/// <param name="Users">Accounts.</param>
/// <param name="Clients">API clients.</param>
/// <param name="Settings">Its settings.</param>
public sealed record TenantEntry(
    string Id, string Name, string State, DateTimeOffset CreatedAt, DateTimeOffset? ChangedAt, long Users, long Clients, TenantSettings Settings);

/// <summary>What a tenant can choose.</summary>
/// <param name="Hosts">Host names under which a caller who is not signed in means this tenant. Default none.</param>
/// <param name="CareTeam">Whether those who treat see only patients they are in the care team of. Default false.</param>
/// <param name="BreakGlassMinutes">How long emergency access lasts, 5 to 1440. Default 60.</param>
/// <param name="BreakGlassOverConsent">Whether emergency access opens what a patient withholds from those who treat. Default false.</param>
public sealed record TenantSettings(IReadOnlyList<string> Hosts, bool CareTeam, int BreakGlassMinutes, bool BreakGlassOverConsent = false);
