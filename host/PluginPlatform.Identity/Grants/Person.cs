using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.Grants;

/// <summary>A signed-in person as the database says now.</summary>
internal sealed record Person(Account Account, Guid Session, DateTimeOffset AuthenticatedAt, DateTimeOffset SessionEnds);
