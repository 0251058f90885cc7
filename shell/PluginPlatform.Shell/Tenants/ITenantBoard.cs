namespace PluginPlatform.Shell.Tenants;

/// <summary>The tenants for those who run the platform. The host registers it, scoped.</summary>
public interface ITenantBoard
{
    /// <summary>Every tenant by id, tombstones included; empty for anybody else.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<TenantLine>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Adds a tenant.</summary>
    /// <param name="id">1 to 63 lower-case letters, digits, hyphens and underscores.</param>
    /// <param name="name">For display; empty for the id.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>Why nothing was done and how to mend it; null when it was done. So for every change here.</returns>
    Task<string?> AddAsync(string id, string name, CancellationToken cancellationToken);

    /// <summary>Ends sign-in and tokens of a tenant.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="reason">Why; goes into the audit trail.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<string?> SuspendAsync(string id, string reason, CancellationToken cancellationToken);

    /// <summary>Opens a suspended tenant again.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="reason">Why; goes into the audit trail.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<string?> ResumeAsync(string id, string reason, CancellationToken cancellationToken);

    /// <summary>Deletes a suspended tenant and everything it has.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="typedName">Its name, as it was typed.</param>
    /// <param name="reason">Why; goes into the audit trail.</param>
    /// <param name="cancellationToken">Breaks off; asked again it goes on.</param>
    Task<string?> DeleteAsync(string id, string typedName, string reason, CancellationToken cancellationToken);

    /// <summary>Replaces a tenant's settings.</summary>
    /// <param name="id">The tenant.</param>
    /// <param name="hosts">Host names that mean it before sign-in.</param>
    /// <param name="careTeam">Whether those who treat see only patients of their care team.</param>
    /// <param name="breakGlassMinutes">How long emergency access lasts, 5 to 1440.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<string?> SetAsync(string id, IReadOnlyList<string> hosts, bool careTeam, int breakGlassMinutes, CancellationToken cancellationToken);
}

/// <summary>A tenant in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For display.</param>
/// <param name="State"><c>active</c>, <c>suspended</c>, <c>deleting</c> or <c>deleted</c>.</param>
/// <param name="Users">Accounts.</param>
/// <param name="Clients">Client programs.</param>
/// <param name="Hosts">Host names that mean it before sign-in.</param>
/// <param name="CareTeam">Whether those who treat see only patients of their care team.</param>
/// <param name="BreakGlassMinutes">How long emergency access lasts.</param>
public sealed record TenantLine(
    string Id, string Name, string State, long Users, long Clients, IReadOnlyList<string> Hosts, bool CareTeam, int BreakGlassMinutes);
