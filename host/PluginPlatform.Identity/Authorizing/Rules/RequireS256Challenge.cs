namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 7636 section 4.3, and RFC 9700 section 2.1.1 for every client: a challenge, made with S256. Without a method
/// it would be plain (section 4.3), which shows the verifier to whoever sees this address.</summary>
internal sealed class RequireS256Challenge : IAuthorizeRule
{
    // SHA-256 in base64url (section 4.2).
    private const int ChallengeLength = 43;

    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Request[AuthorizeParameters.CodeChallenge] is not { Length: ChallengeLength } challenge
            || !challenge.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
        {
            return new(transaction.Refuse(AuthorizeError.InvalidRequest("code_challenge is missing or not 43 characters of base64url (PKCE).")));
        }

        if (transaction.Request[AuthorizeParameters.CodeChallengeMethod] != "S256")
        {
            return new(transaction.Refuse(AuthorizeError.InvalidRequest("code_challenge_method must be S256.")));
        }

        transaction.Challenge = challenge;
        return default;
    }
}
