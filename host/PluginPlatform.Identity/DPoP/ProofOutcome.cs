namespace PluginPlatform.Identity.DPoP;

/// <summary>What a proof shows: the thumbprint of a key, that it lacks the server's nonce, or nothing.</summary>
internal readonly record struct ProofOutcome(string? Thumbprint, string? NonceToUse = null);
