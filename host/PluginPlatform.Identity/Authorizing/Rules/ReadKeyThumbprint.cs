namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>RFC 9449 section 10: the code will be redeemed only with a proof of this key.</summary>
internal sealed class ReadKeyThumbprint : IAuthorizeRule
{
    // SHA-256 in base64url (RFC 7638 section 3).
    private const int Length = 43;

    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var thumbprint = transaction.Request[AuthorizeParameters.KeyThumbprint];
        if (thumbprint is not null && (thumbprint.Length != Length || !thumbprint.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_')))
        {
            return new(transaction.Refuse(AuthorizeError.InvalidRequest("dpop_jkt is 43 characters of base64url.")));
        }

        transaction.KeyThumbprint = thumbprint;
        return default;
    }
}
