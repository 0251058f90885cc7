using System.Globalization;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>OpenID Connect Core 1.0 section 3.1.2.1: prompt is a list, of which none stands alone; max_age counts seconds.
/// The nonce is kept with the grant and so is of limited length.</summary>
internal sealed class ReadPrompt : IAuthorizeRule
{
    private const int LongestNonce = 512;

    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var prompt = (transaction.Request[AuthorizeParameters.Prompt] ?? "")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        if (!prompt.All(PromptValues.IsKnown) || (prompt.Contains(PromptValues.None) && prompt.Count > 1))
        {
            return new(transaction.Refuse(AuthorizeError.InvalidRequest("prompt is none, or out of login, consent and select_account.")));
        }

        transaction.Prompt = prompt;
        if (transaction.Request[AuthorizeParameters.MaxAge] is { } text)
        {
            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return new(transaction.Refuse(AuthorizeError.InvalidRequest("max_age is a number of seconds.")));
            }

            transaction.MaxAge = TimeSpan.FromSeconds(seconds);
        }

        return new(transaction.Request[AuthorizeParameters.Nonce] is { } nonce && (nonce.Length > LongestNonce || nonce.Any(char.IsControl))
            ? transaction.Refuse(AuthorizeError.InvalidRequest("nonce has at most 512 characters and no control characters."))
            : null);
    }
}
