using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Clients;
using PluginPlatform.Identity.Grants;
using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Tokens;

/// <summary>One token request on its way through the rules; each adds what it established.</summary>
internal sealed class TokenTransaction(TokenRequest request)
{
    public TokenRequest Request => request;

    /// <summary>The credentials presented; not yet believed.</summary>
    public ClientCredentials? Presented { get; set; }

    /// <summary>The client assertion presented; not yet believed.</summary>
    public JsonWebToken? Assertion { get; set; }

    /// <summary>The registered client the credentials name, authenticated or not: for the audit trail only.</summary>
    public Client? Named { get; set; }

    /// <summary>The client, once authenticated.</summary>
    public Client? Client { get; set; }

    /// <summary>What a person let the client do; null when the client acts for itself.</summary>
    public Grant? Grant { get; set; }

    /// <summary>Thumbprint of the key the token is to be bound to (RFC 9449 section 6.1); null for a bearer token.</summary>
    public string? KeyThumbprint { get; set; }

    /// <summary>The scopes granted.</summary>
    public ScopeSet? Granted { get; set; }

    public TokenAnswer? Answer { get; set; }
}
