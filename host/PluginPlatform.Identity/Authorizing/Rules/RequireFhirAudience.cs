using Microsoft.Extensions.Options;

namespace PluginPlatform.Identity.Authorizing.Rules;

/// <summary>SMART App Launch 2.2 section 2.0.4: aud names the FHIR server the app means, so that a false one cannot collect its
/// tokens; whoever asks for a patient in context must name it.</summary>
internal sealed class RequireFhirAudience(IOptions<PlatformIdentityOptions> options) : IAuthorizeRule
{
    private readonly string _base = options.Value.Issuer + IdentityPaths.Fhir;

    public ValueTask<AuthorizeOutcome?> ApplyAsync(AuthorizeTransaction transaction, CancellationToken cancellationToken) =>
        new(transaction.Request[AuthorizeParameters.Audience] switch
        {
            null when LaunchScopes.NeedPatient(transaction.KnownScopes) =>
                transaction.Refuse(AuthorizeError.InvalidRequest("aud is missing: name the FHIR server that the app was given as iss.")),
            { } audience when audience != _base && audience != _base + "/" =>
                transaction.Refuse(AuthorizeError.InvalidRequest("aud is not this platform's FHIR server.")),
            _ => null,
        });
}
