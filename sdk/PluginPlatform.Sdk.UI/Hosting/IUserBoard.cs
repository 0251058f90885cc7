namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>The users as the current administrator may see and change them: every tenant's, or the own tenant's. Scoped.</summary>
public interface IUserBoard
{
    /// <summary>Roles the reader may give.</summary>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    /// <returns>Empty when the reader administers no users.</returns>
    Task<IReadOnlyList<string>> RolesAsync(CancellationToken cancellationToken);

    /// <summary>Users by name.</summary>
    /// <param name="search">Part of a user name or display name; empty for all.</param>
    /// <param name="after">The user name the page before ended with, or null.</param>
    /// <param name="limit">At most this many, 1 to 200.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    Task<IReadOnlyList<UserLine>> ListAsync(string search, string? after, int limit, CancellationToken cancellationToken);

    /// <summary>Adds a user with a generated password.</summary>
    /// <param name="userName">Unique in the platform.</param>
    /// <param name="displayName">For display; empty for the user name.</param>
    /// <param name="tenant">The tenant; empty for the reader's own.</param>
    /// <param name="roles">At least one.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<UserAnswer> AddAsync(string userName, string displayName, string tenant, IReadOnlyList<string> roles, CancellationToken cancellationToken);

    /// <summary>Adds a user who sets the first password by a link in a mail.</summary>
    /// <param name="userName">Unique in the platform.</param>
    /// <param name="displayName">For display; empty for the user name.</param>
    /// <param name="tenant">The tenant; empty for the reader's own.</param>
    /// <param name="roles">At least one.</param>
    /// <param name="address">Where the mail goes.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<UserAnswer> InviteAsync(
        string userName, string displayName, string tenant, IReadOnlyList<string> roles, string address, CancellationToken cancellationToken);

    /// <summary>Keeps a user out, or lets the user in again.</summary>
    /// <param name="id">The user's id.</param>
    /// <param name="active">Whether the user may sign in from now on.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<UserAnswer> ActivateAsync(string id, bool active, CancellationToken cancellationToken);

    /// <summary>Gives a user exactly these roles.</summary>
    /// <param name="id">The user's id.</param>
    /// <param name="roles">At least one.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    Task<UserAnswer> SetRolesAsync(string id, IReadOnlyList<string> roles, CancellationToken cancellationToken);
}

/// <summary>A user in a list.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="UserName">The user name.</param>
/// <param name="DisplayName">For display.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Roles">The roles.</param>
/// <param name="Active">False once deactivated.</param>
/// <param name="LastSignIn">When the latest session began, UTC, or null.</param>
public sealed record UserLine(
    string Id, string UserName, string DisplayName, string Tenant, IReadOnlyList<string> Roles, bool Active, DateTimeOffset? LastSignIn);

/// <summary>What came of a change.</summary>
/// <param name="Refused">Why nothing was changed and how to mend it; null when it was done.</param>
/// <param name="Password">The generated password of an added user: shown now and never again.</param>
public sealed record UserAnswer(string? Refused, string? Password = null);
