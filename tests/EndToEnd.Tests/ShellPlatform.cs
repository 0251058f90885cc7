using PluginPlatform.Sdk.Testing;

namespace EndToEnd.Tests;

/// <summary>The real host with the repository's plugins and the demo patients, and a browser.</summary>
public sealed class ShellPlatform : IAsyncLifetime
{
    public TestPlatform Platform { get; private set; } = null!;

    public Browsers Browsers { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Browsers.InitializeAsync();
        Platform = await TestPlatform.StartAsync(new TestPlatformOptions { DemoPatients = true }, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (Platform is not null)
        {
            await Platform.DisposeAsync();
        }

        await Browsers.DisposeAsync();
    }
}
