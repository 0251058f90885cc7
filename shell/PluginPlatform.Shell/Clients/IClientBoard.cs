namespace PluginPlatform.Shell.Clients;

/// <summary>The clients as the current administrator may see and change them: every tenant's, or the own tenant's. The host registers it, scoped.</summary>
public interface IClientBoard
{
    /// <summary>Clients by id.</summary>
    /// <param name="search">Part of an id or name; empty for all.</param>
    /// <param name="after">The id the page before ended with, or null.</param>
    /// <param name="limit">At most this many, 1 to 200.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<ClientLine>> ListAsync(string search, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Registers a client.</summary>
    /// <param name="form">As it was filled in.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<ClientAnswer> AddAsync(ClientForm form, CancellationToken cancellationToken);

    /// <summary>Refuses a client and its tokens, or lets it in again.</summary>
    /// <param name="id">The client's id.</param>
    /// <param name="active">Whether it is let in from now on.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<ClientAnswer> ActivateAsync(string id, bool active, CancellationToken cancellationToken);

    /// <summary>Makes another secret in place of the old one.</summary>
    /// <param name="id">The client's id.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<ClientAnswer> NewSecretAsync(string id, CancellationToken cancellationToken);
}

/// <summary>A client in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">For display.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="Authentication"><c>client_secret</c>, <c>private_key_jwt</c> or <c>none</c>.</param>
/// <param name="Active">False once deactivated.</param>
/// <param name="Grants">Its grant types.</param>
/// <param name="Scopes">What it may ask for.</param>
/// <param name="RedirectUris">Where users may be sent back to.</param>
/// <param name="CreatedAt">When it was registered, UTC.</param>
public sealed record ClientLine(
    string Id, string Name, string Tenant, string Authentication, bool Active, IReadOnlyList<string> Grants, IReadOnlyList<string> Scopes,
    IReadOnlyList<string> RedirectUris, DateTimeOffset CreatedAt);

/// <summary>What came of a change.</summary>
/// <param name="Refused">Why nothing was changed and how to mend it; null when it was done.</param>
/// <param name="Secret">A secret that was made: shown now and never again.</param>
public sealed record ClientAnswer(string? Refused, string? Secret = null);
