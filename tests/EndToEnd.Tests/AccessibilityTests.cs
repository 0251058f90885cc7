using System.Text.Json;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>axe on every page, both themes, desk and phone; and no page breaks the content security policy.</summary>
public sealed class AccessibilityTests(ShellPlatform shell) : IClassFixture<ShellPlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    public async Task Pages_OfAClinician_HaveNoViolation(ColorScheme scheme, int width)
    {
        using var api = await shell.Platform.ApiAsync();
        var patient = await RichestPatientAsync(api);
        await using var reader = await Reader.OpenAsync(shell, scheme, width);
        await CheckAsync(reader, "/sign-in", "sign-in", "form", scheme, width);
        await reader.SignInAsync();
        await CheckAsync(reader, "/", "home", "#main", scheme, width);
        await CheckAsync(reader, "/patients", "patients", "#main a[href*='patients/']", scheme, width);
        await CheckAsync(reader, $"/patients/{patient}/summary", "summary", ".banner", scheme, width);
        await CheckAsync(reader, $"/patients/{patient}/journey", "journey", "journey-view svg, journey-view table", scheme, width);
        await CheckAsync(reader, $"/patients/{patient}/access", "consents", "#consent-give", scheme, width);
        await CheckAsync(reader, "/no-such-page", "not-found", "#main", scheme, width);
        Assert.DoesNotContain(reader.Complaints, c => !c.Contains("404", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Pages_OfAnAdmin_HaveNoViolation(ColorScheme scheme)
    {
        await using var reader = await Reader.OpenAsync(shell, scheme);
        await reader.SignInAsync("admin@demo");
        await CheckAsync(reader, "/admin/plugins", "plugins", "#main table", scheme, 1440);
        await CheckAsync(reader, "/admin/audit", "audit", "#main table tbody button", scheme, 1440);
        await CheckAsync(reader, "/admin/tenants", "tenants", "#main table tbody button", scheme, 1440);
        await CheckOpenAsync(reader, "#main [data-value='tenant-add']", "#tenant-add[open]", "tenants-add", scheme);
        await CheckAsync(reader, "/account/apps", "apps", "#main", scheme, 1440);
        await CheckAsync(reader, "/admin/clients", "clients", "#main table tbody button", scheme, 1440);
        await CheckOpenAsync(reader, "#main [data-value='client-add']", "#client-add[open]", "clients-add", scheme);
        await CheckAsync(reader, "/admin/compliance", "compliance", "#main .findings", scheme, 1440);
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await reader.PictureAsync($"compliance-print-{scheme.ToString().ToLowerInvariant()}");
        Assert.False(await reader.Page.Locator(".rail").IsVisibleAsync());
        Assert.True(await reader.Page.Locator("#compliance-open").IsVisibleAsync());
        Assert.Empty(reader.Complaints);
    }

    private static async Task CheckOpenAsync(Reader reader, string button, string dialog, string name, ColorScheme scheme)
    {
        await reader.Page.Locator(button).ClickAsync();
        await reader.Page.Locator(dialog).WaitForAsync();
        await reader.PictureAsync($"{name}-{scheme.ToString().ToLowerInvariant()}");
        var violations = await reader.ViolationsAsync();
        Assert.True(violations.Count == 0, $"{name} ({scheme}): {string.Join(Environment.NewLine, violations)}");
    }

    private static async Task CheckAsync(Reader reader, string path, string name, string until, ColorScheme scheme, int width)
    {
        await reader.Page.GotoAsync(path);
        await reader.Page.Locator(until).First.WaitForAsync(new() { Timeout = 20_000 });
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await reader.PictureAsync($"{name}-{scheme.ToString().ToLowerInvariant()}{(width < 640 ? "-phone" : "")}");
        var violations = await reader.ViolationsAsync();
        Assert.True(violations.Count == 0, $"{path} ({scheme}, {width}): {string.Join(Environment.NewLine, violations)}");
    }

    private static async Task<string> RichestPatientAsync(HttpClient api)
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var page = JsonDocument.Parse(await api.GetStringAsync("/fhir/Condition?_count=1", Token)).RootElement;
            if (page.TryGetProperty("entry", out var entries) && entries.GetArrayLength() > 0)
            {
                var subject = entries[0].GetProperty("resource").GetProperty("subject").GetProperty("reference").GetString()!;
                return subject["Patient/".Length..];
            }

            await Task.Delay(100, Token);
        }

        throw new TimeoutException("The demo patients did not appear within 20 s.");
    }
}
