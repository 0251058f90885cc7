namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// OpenID Connect Core 1.0 section 3.1.2.3: the person signs in when nobody is signed in, when prompt asks for it, and when
/// the last time was longer ago than max_age. With prompt=none the client is told login_required instead.
/// </summary>
internal sealed class RequireSignIn(TimeProvider time) : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (!IsNeeded(transaction))
        {
            return default;
        }

        return new(transaction.Silent
            ? transaction.Refuse("login_required", "The user is not signed in, or not recently enough.")
            : new AuthorizeOutcome.SignIn());
    }

    private bool IsNeeded(AuthorizeTransaction transaction)
    {
        if (transaction.Call is not { Person: { } person, Resumed: var resumed })
        {
            return true;
        }

        // Whoever has just come back from the form has done what was asked.
        if (resumed?.IsAnsweredBy(person) == true)
        {
            return false;
        }

        return transaction.Prompt.Contains(PromptValues.Login)
            || transaction.Prompt.Contains(PromptValues.SelectAccount)
            || (transaction.MaxAge is { } oldest && time.GetUtcNow() - person.AuthenticatedAt > oldest);
    }
}
