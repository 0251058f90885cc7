using PluginPlatform.Sdk.Testing;

namespace Sdk.Tests;

/// <summary>The plugins that are written for tests.</summary>
internal static class FixturePlugins
{
    public static TestPlatformOptions WellBehaved => new()
    {
        PluginsJson = """{ "plugins": { "hello": { "enabled": true }, "listener": { "enabled": true } } }""",
        PluginFolder = Path.Combine(Repository(), "artifacts", "test-plugins"),
    };

    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
