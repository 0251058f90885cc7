using System.Text.Json;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>axe on every page, both themes, desk and phone; and no page breaks the content security policy.</summary>
public sealed class AccessibilityTests(ShellPlatform shell) : IClassFixture<ShellPlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_OfAClinician_HaveNoViolation()
    {
        using var api = await shell.Platform.ApiAsync();
        var patient = await RichestPatientAsync(api);
        await using var reader = await Reader.OpenAsync(shell);
        await CheckAsync(reader, "/sign-in", "sign-in", "form");
        await reader.SignInAsync();
        await CheckAsync(reader, "/", "home", "#main");
        await CheckAsync(reader, "/patients", "patients", "#main a[href*='patients/']");
        await CheckAsync(reader, $"/patients/{patient}/summary", "summary", ".banner");
        await CheckAsync(reader, $"/patients/{patient}/journey", "journey", "journey-view svg, journey-view table");
        await CheckAsync(reader, $"/patients/{patient}/access", "consents", "#consent-give");
        await CheckAsync(reader, "/no-such-page", "not-found", "#main");
        Assert.DoesNotContain(reader.Complaints, c => !c.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Pages_OfAnAdmin_HaveNoViolation()
    {
        await using var reader = await Reader.OpenAsync(shell);
        await reader.SignInAsync("admin@demo");
        await CheckAsync(reader, "/admin/plugins", "plugins", "#main table");
        await CheckAsync(reader, "/admin/audit", "audit", "#main table tbody button");
        await CheckAsync(reader, "/admin/tenants", "tenants", "#main table tbody button");
        await CheckOpenAsync(reader, "#main [data-value='tenant-add']", "#tenant-add[open]", "tenants-add");
        await CheckAsync(reader, "/account/apps", "apps", "#main");
        await CheckAsync(reader, "/admin/clients", "clients", "#main table tbody button");
        await CheckOpenAsync(reader, "#main [data-value='client-add']", "#client-add[open]", "clients-add");
        await CheckAsync(reader, "/admin/compliance", "compliance", "#main .findings");
        await reader.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Dark });
        await reader.PictureAsync("compliance-print-dark");
        Assert.False(await reader.Page.Locator(".rail").IsVisibleAsync());
        Assert.True(await reader.Page.Locator("#compliance-open").IsVisibleAsync());
        Assert.Empty(reader.Complaints);
    }

    private static async Task CheckOpenAsync(Reader reader, string button, string dialog, string name)
    {
        await reader.Page.Locator(button).ClickAsync();
        await reader.Page.Locator(dialog).WaitForAsync();
        await reader.CheckLooksAsync(name);
    }

    private static async Task CheckAsync(Reader reader, string path, string name, string until)
    {
        await reader.Page.GotoAsync(path);
        await reader.Page.Locator(until).First.WaitForAsync(new() { Timeout = 20_000 });
        await reader.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await reader.CheckLooksAsync(name);
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
