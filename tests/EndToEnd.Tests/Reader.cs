using System.Text.Json;
using Microsoft.Playwright;
using PluginPlatform.Sdk.Testing;

namespace EndToEnd.Tests;

/// <summary>Somebody at a browser. Collects what a page must not do: console errors and refusals by the content security policy.</summary>
internal sealed class Reader : IAsyncDisposable
{
    public static string Repository { get; } = FindRepository();

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(Repository, "tests/EndToEnd.Tests/node_modules/axe-core/axe.min.js")));
    /// <summary>Pictures the documentation shows: of the demo's synthetic patients only.</summary>
    private static readonly string[] Documented = ["journey-light", "journey-dark", "summary-light", "plugins-light"];

    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private Reader(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage Page { get; }

    /// <summary>Console errors so far; a refusal by the content security policy is one.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public static Task<Reader> OpenAsync(ShellPlatform shell, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900) =>
        OpenAsync(shell.Browsers, shell.Platform, scheme, width, height);

    public static async Task<Reader> OpenAsync(
        Browsers browsers, TestPlatform platform, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        var context = await browsers.Chromium.NewContextAsync(new()
        {
            BaseURL = platform.Address.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            ColorScheme = scheme,
            Locale = "en-GB",
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return new(context, await context.NewPageAsync());
    }

    public async Task SignInAsync(string user = "clinician@demo")
    {
        await Page.GotoAsync("/sign-in");
        await Page.FillAsync("input[name=username]", user);
        await Page.FillAsync("input[name=password]", "Demo-2026!");
        await Page.ClickAsync("form[action='/connect/sign-in'] button[type=submit]");
        await Page.WaitForURLAsync(url => !url.Contains("sign-in", StringComparison.Ordinal));
    }

    /// <summary>Saves what the page looks like; with PLATFORM_UPDATE_IMAGES also as a picture of the documentation.</summary>
    public async Task PictureAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository, "artifacts", "screenshots")).FullName;
        var bytes = await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        if (Environment.GetEnvironmentVariable("PLATFORM_UPDATE_IMAGES") is "1" && Documented.Contains(name))
        {
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(Repository, "docs", "images")).FullName, name + ".png"), bytes);
        }
    }

    /// <summary>Shows the page in both themes and on a phone, saves a picture of each and asks axe: no violation in any.</summary>
    public async Task CheckLooksAsync(string name)
    {
        foreach (var (scheme, width) in new[] { (ColorScheme.Light, 1440), (ColorScheme.Dark, 1440), (ColorScheme.Light, 390) })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.SetViewportSizeAsync(width, 900);
            await PictureAsync($"{name}-{scheme.ToString().ToLowerInvariant()}{(width < 640 ? "-phone" : "")}");
            var violations = await ViolationsAsync();
            Assert.True(violations.Count == 0, $"{name} ({scheme}, {width}): {string.Join(Environment.NewLine, violations)}");
        }

        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        await Page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>axe's violations: rule and the elements it names.</summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync()
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
        {
            await Page.EvaluateAsync(Axe.Value);
        }

        var result = await Page.EvaluateAsync<JsonElement>("() => axe.run(document, { resultTypes: ['violations'] })");
        return [.. result.GetProperty("violations").EnumerateArray().Select(v =>
            $"{v.GetProperty("id").GetString()}: {string.Join(" | ", v.GetProperty("nodes").EnumerateArray().Take(3).Select(n => n.GetProperty("html").GetString()))}")];
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "PluginPlatform.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
