using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Events;

/// <summary>One thing that happened at the door.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Tenant">The tenant of the account; null when no account was recognised.</param>
/// <param name="Actor">Who: a user, a client, or nobody known. A name somebody typed that is no account is not recorded.</param>
/// <param name="Reason">A short fixed word, for example <c>invalid</c>, <c>locked</c>, <c>invalid_scope</c>.</param>
/// <param name="RequestId">The request that caused it.</param>
/// <param name="Address">The remote address, or empty.</param>
public sealed record SecurityEvent(
    SecurityEventKind Kind, string? Tenant, Actor Actor, string Reason, string RequestId, string Address)
{
    /// <summary>The data subject it is about, or null.</summary>
    public string? Subject { get; init; }
}
