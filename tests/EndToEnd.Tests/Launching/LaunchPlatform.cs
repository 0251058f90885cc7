using System.Net;
using System.Net.Sockets;
using PluginPlatform.Sdk.Testing;

namespace EndToEnd.Tests.Launching;

[CollectionDefinition(Name)]
public sealed class LaunchCollection : ICollectionFixture<LaunchPlatform>
{
    public const string Name = "launching";
}

/// <summary>The real host with demo patients at a port its issuer names, as apps need it, and a browser.</summary>
public sealed class LaunchPlatform : IAsyncLifetime
{
    public TestPlatform Platform { get; private set; } = null!;

    public Browsers Browsers { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        await Browsers.InitializeAsync();
        Platform = await TestPlatform.StartAsync(new TestPlatformOptions { DemoPatients = true, Port = FreePort() }, token);
        for (var attempt = 0; attempt < 300 && await Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Patient' AND id IN ('syn-0001', 'syn-0002')") < 2; attempt++)
        {
            await Task.Delay(100, token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Platform is not null)
        {
            await Platform.DisposeAsync();
        }

        await Browsers.DisposeAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
