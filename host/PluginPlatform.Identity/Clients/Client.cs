using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Clients;

/// <summary>A registered client program (RFC 6749 section 2), confidential, of one tenant. Active while it is switched on and
/// its tenant is not suspended.</summary>
internal sealed record Client(
    string Id, string Tenant, byte[] SecretHash, IReadOnlyList<string> Grants, ScopeSet Scopes, bool Active);
