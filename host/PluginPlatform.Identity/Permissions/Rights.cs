using System.Collections.Frozen;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Permissions;

/// <summary>What roles or scopes come to under one permission snapshot.</summary>
internal sealed record Rights(FrozenSet<string> Permissions, DataGrants Data, DataReach Reach = DataReach.None);
