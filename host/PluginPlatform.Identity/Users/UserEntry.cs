namespace PluginPlatform.Identity.Users;

/// <summary>A user as an administrator sees one.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="UserName">The user name.</param>
/// <param name="DisplayName">For display.</param>
/// <param name="Tenant">The tenant.</param>
/// <param name="Roles">The roles, by name.</param>
/// <param name="Active">False once deactivated.</param>
/// <param name="LastSignIn">When the latest session began, UTC; null when none is kept.</param>
public sealed record UserEntry(
    Guid Id, string UserName, string DisplayName, string Tenant, IReadOnlyList<string> Roles, bool Active, DateTimeOffset? LastSignIn);
