using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Grants;

/// <summary>What a person just let a client do.</summary>
internal sealed record NewGrant(Client Client, Person Person, ScopeSet Scopes, string? Nonce)
{
    /// <summary>What the app was started with; null when it was started with nothing.</summary>
    public LaunchContext? Launch { get; init; }
}
