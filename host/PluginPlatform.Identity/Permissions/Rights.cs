using System.Collections.Frozen;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>What roles or scopes come to under one permission snapshot.</summary>
/// <param name="Permissions">By name.</param>
/// <param name="Data">Patient data that may be touched.</param>
/// <param name="Reach">How far.</param>
/// <param name="TreatingAs">The parties of those who treat, one a line; see <see cref="ConsentParty"/>. Empty for others.</param>
internal sealed record Rights(FrozenSet<string> Permissions, DataGrants Data, DataReach Reach = DataReach.None, string TreatingAs = "")
{
    /// <summary>What is open besides <see cref="Data"/>, of some items of a kind alone.</summary>
    public IReadOnlyList<NarrowedGrant> Narrowed { get; init; } = [];

    /// <summary>The one data subject all of it is about; null when the reach alone says whose data.</summary>
    public string? OnlySubject { get; init; }
}
