namespace PluginPlatform.Identity.Users;

/// <summary>Which users to list.</summary>
/// <param name="Tenant">Only this tenant's; null for all within reach.</param>
/// <param name="Search">Part of a user name or display name; empty for all.</param>
/// <param name="After">The user name the page before ended with, or null.</param>
/// <param name="Limit">At most this many, 1 to 200.</param>
public sealed record UserQuery(string? Tenant, string Search, string? After, int Limit);
