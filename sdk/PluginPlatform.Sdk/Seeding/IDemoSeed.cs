namespace PluginPlatform.Sdk.Seeding;

/// <summary>Fills the demo tenant with plainly synthetic data, so that a first start has something worth seeing.</summary>
/// <remarks>Runs at every start with <c>--demo</c>, outside Production only; it does nothing when its data is there.</remarks>
public interface IDemoSeed
{
    /// <summary>Writes the data for the current call's tenant.</summary>
    /// <param name="cancellationToken">Cancelled when the host stops.</param>
    Task SeedAsync(CancellationToken cancellationToken);
}
