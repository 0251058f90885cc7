using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EndToEnd.Tests.Launching;

/// <summary>SMART apps started from a chart and by themselves, in a real browser.</summary>
[Collection(LaunchCollection.Name)]
public sealed class AppLaunchTests(LaunchPlatform shell)
{
    private const string Patient = "syn-0001";
    private const string Family = "Testperson";

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task App_StartedByKeyFromTheChart_ReadsThePatientInItsFrame(ColorScheme scheme, int width)
    {
        await using var app = await SmallApp.StartAsync(shell.Platform, $"Frame {scheme} {width}", preApproved: true);
        await using var reader = await Reader.OpenAsync(shell.Browsers, shell.Platform, scheme, width);
        await reader.SignInAsync();
        await OpenChartAsync(reader);

        await reader.Page.Keyboard.PressAsync("Control+K");
        await reader.Page.Keyboard.TypeAsync("launch app");
        await Expect(reader.Page.Locator("dialog.palette [role=option][aria-selected=true]")).ToContainTextAsync("Launch app");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Page.Locator(".apps li", new() { HasTextString = $"Frame {scheme} {width}" })).ToBeVisibleAsync();
        await CheckAsync(reader, "apps", scheme, width);
        await reader.Page.Locator(".apps li", new() { HasTextString = $"Frame {scheme} {width}" }).GetByRole(AriaRole.Link).FocusAsync();
        await reader.Page.Keyboard.PressAsync("Enter");

        var frame = reader.Page.FrameLocator(".app-frame iframe");
        await Expect(frame.Locator("#said")).ToHaveTextAsync(Family, new() { Timeout = 20_000 });
        await Expect(frame.Locator("body")).ToHaveAttributeAsync("data-banner", "false");
        await Expect(reader.Page.Locator(".app-frame header [role=status]")).ToHaveTextAsync("Connected to this patient");
        await Expect(reader.Page.Locator(".banner h1")).ToContainTextAsync(Family);
        var source = await reader.Page.Locator(".app-frame iframe").GetAttributeAsync("src");
        Assert.StartsWith($"{app.Origin}/launch.html?iss=", source, StringComparison.Ordinal);
        Assert.DoesNotContain(Patient, source, StringComparison.Ordinal);
        Assert.Equal("allow-scripts allow-forms allow-same-origin", await reader.Page.Locator(".app-frame iframe").GetAttributeAsync("sandbox"));
        await CheckAsync(reader, "app-open", scheme, width);
        Assert.Empty(reader.Complaints);
        Assert.Equal(1, await shell.Platform.ScalarAsync<long>($"SELECT count(*) FROM platform.audit_event WHERE action = 'launch' AND detail = '{app.Id}' AND '{Patient}' = ANY (subjects)"));
    }

    [Fact]
    public async Task App_ThatAsksForConsent_OpensInATabOfItsOwn()
    {
        await using var app = await SmallApp.StartAsync(shell.Platform, "Asking app", preApproved: false);
        await using var reader = await Reader.OpenAsync(shell.Browsers, shell.Platform);
        await reader.SignInAsync();
        await OpenChartAsync(reader);
        await reader.Page.Locator(".banner details.menu summary").ClickAsync();
        await reader.Page.Locator(".banner").GetByText("Launch app").ClickAsync();

        var tab = await reader.Page.Context.RunAndWaitForPageAsync(() =>
            reader.Page.Locator(".apps li", new() { HasTextString = "Asking app" }).GetByRole(AriaRole.Button).ClickAsync());

        await Expect(tab.Locator(".about")).ToContainTextAsync(Family, new() { Timeout = 20_000 });
        await tab.ClickAsync("button[value=allow]");
        await Expect(tab.Locator("#said")).ToHaveTextAsync(Family, new() { Timeout = 20_000 });
        await Expect(tab.Locator("body")).ToHaveAttributeAsync("data-banner", "true");
    }

    [Fact]
    public async Task App_ThatDoesNotLoad_IsSaidSoWithAWayOut()
    {
        var app = await SmallApp.StartAsync(shell.Platform, "Lost app", preApproved: true);
        await app.DisposeAsync();
        await using var reader = await Reader.OpenAsync(shell.Browsers, shell.Platform);
        await reader.SignInAsync();
        await reader.Page.GotoAsync($"/patients/{Patient}/launch/{app.Id}");

        await Expect(reader.Page.Locator(".app-frame [role=alert]")).ToContainTextAsync("Lost app has not answered", new() { Timeout = 25_000 });
        await reader.PictureAsync("app-lost");
        await Expect(reader.Page.Locator(".app-frame [role=alert] button")).ToBeVisibleAsync();
        Assert.Empty(await reader.ViolationsAsync());
    }

    private static async Task OpenChartAsync(Reader reader)
    {
        await reader.Page.GotoAsync($"/patients/{Patient}");
        await Expect(reader.Page.Locator(".banner h1")).ToContainTextAsync(Family, new() { Timeout = 20_000 });
        await Expect(reader.Page.Locator(".shell[data-live]")).ToBeVisibleAsync();
    }

    private static async Task CheckAsync(Reader reader, string name, ColorScheme scheme, int width)
    {
        await reader.PictureAsync($"{name}-{scheme.ToString().ToLowerInvariant()}{(width < 640 ? "-phone" : "")}");
        var violations = await reader.ViolationsAsync();
        Assert.True(violations.Count == 0, $"{name} ({scheme}, {width}): {string.Join(Environment.NewLine, violations)}");
    }
}
