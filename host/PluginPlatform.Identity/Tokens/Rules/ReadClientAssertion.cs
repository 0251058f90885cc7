using Microsoft.IdentityModel.JsonWebTokens;
using PluginPlatform.Identity.Clients.Authenticating;
using PluginPlatform.Identity.Jose;

namespace PluginPlatform.Identity.Tokens.Rules;

/// <summary>RFC 7521 section 4.2: an assertion comes with its type, and a client_id beside it names the same client.</summary>
internal sealed class ReadClientAssertion : ITokenRule
{
    private const int LongestAssertion = 8 * 1024;

    public ValueTask<TokenError?> ApplyAsync(TokenTransaction transaction, CancellationToken cancellationToken) => new(Read(transaction));

    private static TokenError? Read(TokenTransaction transaction)
    {
        var type = transaction.Request[TokenParameters.ClientAssertionType];
        if (transaction.Request[TokenParameters.ClientAssertion] is not { } text)
        {
            return type is null ? null : TokenError.InvalidRequest("client_assertion_type is given without client_assertion.");
        }

        if (type != ClientAssertion.Type)
        {
            return TokenError.InvalidRequest($"client_assertion_type must be {ClientAssertion.Type}.");
        }

        if (CompactToken.Read(text, LongestAssertion) is not { } assertion || SubjectOf(assertion) is not { Length: > 0 } subject)
        {
            return TokenError.InvalidClient(ClientAssertion.NotProven);
        }

        if (transaction.Request[TokenParameters.ClientId] is { } id && id != subject)
        {
            return TokenError.InvalidRequest("client_id differs from the subject of the client assertion.");
        }

        transaction.Assertion = assertion;
        return null;
    }

    // Claims of the wrong type are no claims.
    private static string? SubjectOf(JsonWebToken assertion) =>
        assertion.TryGetPayloadValue<string>("sub", out var subject) && assertion.TryGetPayloadValue<string>("iss", out _) ? subject : null;
}
