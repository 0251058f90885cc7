using PluginPlatform.Sdk.UI.Patients;

namespace Fhir.UI.Banner;

/// <summary>The banner's identifiers: they come with the patient in context.</summary>
public sealed partial class IdentifierBanner
{
    /// <inheritdoc/>
    protected override Task<PatientContext> LoadAsync(CancellationToken cancellationToken) => Task.FromResult(Context);
}
