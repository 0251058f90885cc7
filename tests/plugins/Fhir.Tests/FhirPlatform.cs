using PluginPlatform.Sdk.Testing;

[assembly: AssemblyFixture(typeof(Fhir.Tests.FhirPlatform))]
// Tests that nothing was stored count what is stored.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Fhir.Tests;

/// <summary>The real host with the fhir plugin alone, shared by the tests: each test works on patients of its own.</summary>
public sealed class FhirPlatform : IAsyncLifetime
{
    public const string PluginsJson = """{ "plugins": { "fhir": { "version": "1.*", "enabled": true, "settings": { "maxBodyMb": 50 } } } }""";

    public TestPlatform Platform { get; private set; } = null!;

    /// <summary>The demo tenant's service client.</summary>
    public FhirClient Api { get; private set; } = null!;

    /// <summary>A client of another tenant.</summary>
    public FhirClient Other { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(new() { PluginsJson = PluginsJson });
        Api = new(await Platform.ApiAsync());
        Other = new(await Platform.OtherTenantAsync());
    }

    /// <summary>How many current resources, deleted ones left out, the demo tenant has.</summary>
    public Task<long> CountAsync() => Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE content IS NOT NULL AND tenant_id = 'demo'");

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
