using System.Net;
using Microsoft.Playwright;
using PluginPlatform.Sdk.Testing;

namespace EndToEnd.Tests;

/// <summary>A plugin whose banner part never answers and whose tab throws: the chart says so, and everything else is there.</summary>
public sealed class FragmentFaultTests : IAsyncLifetime
{
    private readonly string _plugins = Directory.CreateTempSubdirectory("plugins-").FullName;
    private readonly Browsers _browsers = new();
    private TestPlatform _platform = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _browsers.InitializeAsync();
        Copy("artifacts/plugins/fhir", "fhir");
        Copy("artifacts/test-plugins/slow", "slow");
        _platform = await TestPlatform.StartAsync(new TestPlatformOptions
        {
            PluginFolder = _plugins,
            PluginsJson = """{ "plugins": { "fhir": { "enabled": true }, "slow": { "enabled": true } } }""",
        }, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _platform.DisposeAsync();
        await _browsers.DisposeAsync();
        Directory.Delete(_plugins, recursive: true);
    }

    [Fact]
    public async Task Chart_WithAHangingAndAThrowingFragment_NamesWhatIsMissingAndShowsTheRest()
    {
        using var api = await _platform.ApiAsync();
        using var patient = new StringContent(
            """{"resourceType":"Patient","id":"whole","name":[{"family":"Restperson","given":["Still"]}]}""", System.Text.Encoding.UTF8, "application/fhir+json");
        using var stored = await api.PutAsync("/fhir/Patient/whole", patient, Token);
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
        await using var reader = await Reader.OpenAsync(_browsers, _platform);
        await reader.SignInAsync();

        await reader.Page.GotoAsync("/patients/whole/summary");
        await Assertions.Expect(reader.Page.Locator(".banner h1")).ToContainTextAsync("Restperson");
        var missing = reader.Page.Locator("[role=alert]:has-text('Allergies of the slow plugin')");
        await Assertions.Expect(missing).ToContainTextAsync("slow 1.0.0", new() { Timeout = 15_000 });
        await Assertions.Expect(reader.Page.Locator("#main")).ToContainTextAsync("Problems");
        await reader.PictureAsync("fragment-missing");

        await reader.Page.GotoAsync("/patients/whole/throwing");
        await Assertions.Expect(reader.Page.Locator("[role=alert]:has-text('Throwing')")).ToBeVisibleAsync(new() { Timeout = 15_000 });
        Assert.DoesNotContain("sentinel-exception-text", await reader.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(_platform.Log.Lines, line => line.Contains("sentinel-exception-text", StringComparison.Ordinal));
    }

    private void Copy(string from, string id)
    {
        var source = Path.Combine(Reader.Repository, from);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_plugins, id, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
