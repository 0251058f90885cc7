using PluginPlatform.Sdk.Testing;

namespace EndToEnd.Tests;

/// <summary>The real host without demo patients, and a browser. Sessions are looked at every two seconds.</summary>
public sealed class SignInPlatform : IAsyncLifetime
{
    public TestPlatform Platform { get; private set; } = null!;

    public Browsers Browsers { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await Browsers.InitializeAsync();
        Platform = await TestPlatform.StartAsync(
            new TestPlatformOptions { Identity = identity => identity.Revalidation = TimeSpan.FromSeconds(2) }, TestContext.Current.CancellationToken);
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
