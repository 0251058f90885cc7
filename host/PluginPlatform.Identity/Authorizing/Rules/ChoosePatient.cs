using PluginPlatform.Identity.Consent;
using PluginPlatform.Identity.Launching;
using PluginPlatform.Identity.Scopes;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// SMART App Launch 2.2 section 3.0.4.1: with launch/patient the person says which patient. A patient's own account has one.
/// Whoever is in context, however that came about, is a patient the person sees at this moment.
/// </summary>
internal sealed class ChoosePatient(IFindPatients patients) : IAuthorizeRule
{
    private const string None = "There is no patient for this user.";

    public async ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        if (transaction.Launch is null && !transaction.KnownScopes.Has(PlainScopes.LaunchPatient))
        {
            return null;
        }

        if (transaction.Call.Context is not { } context || patients.For(context) is not { } directory)
        {
            return transaction.Refuse("access_denied", None);
        }

        var chosen = transaction.Launch?.Patient ?? context.View.Subject ?? transaction.Call.Choice?.Patient;
        if (chosen is null)
        {
            return Ask(transaction, directory, gone: false);
        }

        if (await directory.FindAsync(chosen, cancellationToken) is not { } patient)
        {
            return transaction.Call.Choice is null ? transaction.Refuse("access_denied", None) : Ask(transaction, directory, gone: true);
        }

        transaction.Launch ??= new(patient.Id, BannerShown: false);
        transaction.Patient = patient;
        return null;
    }

    private static AuthorizeOutcome Ask(AuthorizeTransaction transaction, ISubjectDirectory directory, bool gone) =>
        transaction.Call.Decision == ConsentDecision.Deny ? transaction.Refuse("access_denied", "The user did not choose a patient.")
        : transaction.Silent ? transaction.Refuse("interaction_required", "The user has to choose a patient.")
        : new AuthorizeOutcome.AskPatient(transaction.KnownClient, transaction.KnownPerson, directory, transaction.RedirectUri ?? "", gone);
}
