using System.Net.Http.Json;
using PluginPlatform.Sdk.Testing;
using Sdk.Tests;

[assembly: AssemblyFixture(typeof(HelloPlatform))]

namespace Sdk.Tests;

/// <summary>The plugins that are written for tests, with one row of tenant <c>demo</c>.</summary>
public sealed class HelloPlatform : IAsyncLifetime
{
    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(FixturePlugins.WellBehaved);
        using var api = await Platform.ApiAsync();
        using var written = await api.PostAsJsonAsync("/api/hello/patients/1/notes", new { body = "mine", number = 1 });
        Assert.True(written.IsSuccessStatusCode);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
