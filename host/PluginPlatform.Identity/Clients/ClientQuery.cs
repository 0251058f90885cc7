namespace PluginPlatform.Identity.Clients;

/// <summary>Which clients to list.</summary>
/// <param name="Tenant">Only this tenant's; null for all within reach.</param>
/// <param name="Search">Part of an id or name; empty for all.</param>
/// <param name="After">The id the page before ended with, or null.</param>
/// <param name="Limit">At most this many, 1 to 200.</param>
public sealed record ClientQuery(string? Tenant, string Search, string? After, int Limit);
