namespace PluginPlatform.Identity.Sessions;

/// <summary>What a session needs to know of a user.</summary>
internal sealed record Account(
    Guid Id, string UserName, string DisplayName, string Tenant, string Stamp, IReadOnlyList<string> Roles);
