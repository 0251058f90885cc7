using PluginPlatform.Identity.Calls;

namespace PluginPlatform.Identity.Bearer;

/// <summary>A client, or a fixed word that says why not.</summary>
internal readonly record struct BearerOutcome(ClientIdentity? Identity, string? Refused)
{
    public static BearerOutcome No(string reason) => new(null, reason);
}
