using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Devices;

/// <summary>A device that waits for a person to answer.</summary>
internal sealed record WaitingDevice(string ClientId, ScopeSet Scopes);
