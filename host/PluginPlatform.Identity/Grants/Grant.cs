using PluginPlatform.Identity.Scopes;
using PluginPlatform.Identity.Sessions;

namespace PluginPlatform.Identity.Grants;

/// <summary>What a person let a client do, with the person as the database says now.</summary>
internal sealed record Grant
{
    public required Guid Id { get; init; }

    public required string ClientId { get; init; }

    public required Account User { get; init; }

    public required string? Email { get; init; }

    public required ScopeSet Scopes { get; init; }

    /// <summary>The session it was given in.</summary>
    public required Guid Session { get; init; }

    /// <summary>Whether that session still lives. Only an offline grant outlives it.</summary>
    public required bool SessionLives { get; init; }

    /// <summary>OpenID Connect Core 1.0 section 11.</summary>
    public required bool Offline { get; init; }

    public required string? Nonce { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the app was started with; null when it was started with nothing.</summary>
    public LaunchContext? Launch { get; init; }
}
