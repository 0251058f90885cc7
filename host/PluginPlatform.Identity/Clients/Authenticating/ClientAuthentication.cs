using PluginPlatform.Identity.Tokens;
using PluginPlatform.Identity.Tokens.Rules;

namespace PluginPlatform.Identity.Clients.Authenticating;

/// <summary>The rules of client authentication, for the endpoints beside the token endpoint that need the same.</summary>
internal sealed class ClientAuthentication(
    RefuseRepeatedParameters once, RefuseParametersInAddress address, UseOneAuthenticationMethod method, ReadBasicCredentials basic,
    ReadBodyCredentials body, ReadClientAssertion assertion, AuthenticateClient authenticate, LimitClient limit)
{
    private readonly ITokenRule[] _rules = [once, address, method, basic, body, assertion, authenticate, limit];

    /// <summary>Null when <see cref="TokenTransaction.Client"/> is set: authenticated, or public and only named.</summary>
    public async ValueTask<TokenError?> FaultAsync(TokenTransaction transaction, CancellationToken cancellationToken)
    {
        foreach (var rule in _rules)
        {
            if (await rule.ApplyAsync(transaction, cancellationToken) is { } error)
            {
                return error;
            }
        }

        return null;
    }
}
