using PluginPlatform.Identity.Consent;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// OpenID Connect Core 1.0 section 3.1.2.4: the person agrees before anything is handed on. What was agreed to before is not
/// asked again, nor what an administrator agreed to for apps started from a chart, unless prompt=consent wants it asked.
/// </summary>
internal sealed class RequireConsent(ConsentStore consents) : IAuthorizeRule
{
    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var (client, person, scopes) = (transaction.KnownClient, transaction.KnownPerson, transaction.KnownScopes);
        switch (transaction.Call.Decision)
        {
            case ConsentDecision.Allow:
                await consents.RememberAsync(person.Account.Id, client.Id, scopes, cancellationToken);
                return null;
            case ConsentDecision.Deny:
                return transaction.Refuse("access_denied", "The user did not agree.");
            default:
                break;
        }

        if (!transaction.Prompt.Contains(PromptValues.Consent)
            && (transaction.PreApproved || await consents.CoversAsync(person.Account.Id, client.Id, scopes, cancellationToken)))
        {
            return null;
        }

        return transaction.Silent
            ? transaction.Refuse("consent_required", "The user has not agreed to this yet.")
            : new AuthorizeOutcome.AskConsent(client, person, scopes, transaction.RedirectUri ?? "") { Patient = transaction.Patient };
    }
}
