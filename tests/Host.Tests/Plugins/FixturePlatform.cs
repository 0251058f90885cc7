using PluginPlatform.Plugins.Faults;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Plugins;

/// <summary>The real host with the fixture plugins: one that behaves, one that listens, and those that do not behave.</summary>
public sealed class FixturePlatform : IAsyncLifetime
{
    public const string WellBehaved = """{ "plugins": { "hello": { "enabled": true }, "listener": { "enabled": true } } }""";

    public const string WithTheGuilty = """
        { "plugins": {
            "hello": { "enabled": true }, "slow": { "enabled": true }, "raw-endpoint": { "enabled": true },
            "constructor-throws": { "enabled": true }, "bad-migration": { "enabled": true }, "unsecured-table": { "enabled": true },
            "undeclared-endpoint": { "enabled": true }, "open-endpoint": { "enabled": true }, "not-installed": { "enabled": true } } }
        """;

    public TestPlatform Platform { get; private set; } = null!;

    public static string PluginFolder { get; } = Path.Combine(Repository(), "artifacts", "test-plugins");

    public async ValueTask InitializeAsync() => Platform = await TestPlatform.StartAsync(Options(WithTheGuilty), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => Platform.DisposeAsync();

    public static TestPlatformOptions Options(string plugins, string? folder = null) => new()
    {
        PluginsJson = plugins,
        PluginFolder = folder ?? PluginFolder,
        Limits = new PluginLimits { Endpoint = TimeSpan.FromSeconds(1), Drain = TimeSpan.FromSeconds(2) },
    };

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
