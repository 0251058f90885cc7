using PluginPlatform.Identity.Scopes;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>
/// SMART App Launch 2.2 section 3.0.4: the scope launch goes with the parameter launch, unless launch/patient lets the person
/// choose. Scopes about a patient open nothing without one in context.
/// </summary>
internal sealed class RequireLaunchParameter : IAuthorizeRule
{
    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken)
    {
        var scopes = transaction.KnownScopes;
        var (started, chosen) = (scopes.Has(PlainScopes.Launch), scopes.Has(PlainScopes.LaunchPatient));
        var handed = transaction.Request[AuthorizeParameters.Launch] is not null;
        return new((started, chosen, handed) switch
        {
            (true, false, false) => transaction.Refuse(AuthorizeError.InvalidRequest("Scope launch needs the parameter launch: the app was not started from a chart.")),
            (false, _, true) => transaction.Refuse(AuthorizeError.InvalidRequest("The parameter launch needs scope launch.")),
            _ => null,
        });
    }
}
