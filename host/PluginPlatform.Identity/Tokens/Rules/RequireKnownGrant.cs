using PluginPlatform.Identity.Clients;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 6749 section 4.4.2: grant_type is required; section 5.2: a grant type that is not offered is unsupported_grant_type.</summary>
internal sealed class RequireKnownGrant : ITokenRule
{
    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.Request[TokenParameters.GrantType] switch
        {
            null => TokenError.InvalidRequest("grant_type is missing."),
            var grant when GrantTypes.IsKnown(grant) => null,
            _ => TokenError.UnsupportedGrantType("The grant type is not offered; the server's metadata lists those that are."),
        });
}
