using PluginPlatform.Sdk.Testing;

namespace Mpi.Tests;

/// <summary>The real host with the record and the index, shared by the tests of a class. Each test uses persons of its own.</summary>
public sealed class IdentityPlatform : IAsyncLifetime
{
    public const string Plugins =
        """
        { "plugins": {
            "fhir": { "version": "1.*", "enabled": true },
            "mpi": { "version": "1.*", "enabled": true, "grants": ["phi.read:Patient"] } } }
        """;

    public TestPlatform Platform { get; private set; } = null!;

    public Register Register { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(new() { PluginsJson = Plugins }, TestContext.Current.CancellationToken);
        Register = new(await Platform.ApiAsync(), Platform.Log);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
