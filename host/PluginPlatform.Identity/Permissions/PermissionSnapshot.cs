using System.Collections.Immutable;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>What plugins declare at one moment. Immutable.</summary>
/// <param name="Version">Grows with every change; rights derived from roles and scopes are kept per version.</param>
/// <param name="Definitions">Every permission of every active plugin.</param>
public sealed record PermissionSnapshot(long Version, ImmutableArray<PermissionDefinition> Definitions)
{
    /// <summary>Which searches may narrow scopes.</summary>
    public ImmutableArray<ScopeNarrowing> Narrowings { get; init; } = [];

    /// <summary>No plugin, no permission.</summary>
    public static PermissionSnapshot Empty { get; } = new(0, []);
}
