using PluginPlatform.Sdk.Testing;

[assembly: AssemblyFixture(typeof(Journey.Tests.JourneyPlatform))]

namespace Journey.Tests;

/// <summary>The real host with the record and the journey, shared by the tests: each works on patients of its own.</summary>
public sealed class JourneyPlatform : IAsyncLifetime
{
    public const string Both =
        """
        { "plugins": {
            "fhir": { "version": "1.*", "enabled": true },
            "journey": { "version": "1.*", "enabled": true, "grants": ["phi.read:*"] } } }
        """;

    public const string RecordOnly =
        """
        { "plugins": {
            "fhir": { "version": "1.*", "enabled": true },
            "journey": { "version": "1.*", "enabled": false, "grants": ["phi.read:*"] } } }
        """;

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>The demo tenant's service client.</summary>
    public ChartClient Chart { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(new() { PluginsJson = Both }, TestContext.Current.CancellationToken);
        Chart = new(await Platform.ApiAsync());
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
