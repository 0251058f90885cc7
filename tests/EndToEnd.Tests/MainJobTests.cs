using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Playwright;

namespace EndToEnd.Tests;

/// <summary>The main job, whole: a bundle goes in by FHIR, a clinician finds the patient and reads the journey, an admin switches plugins.</summary>
public sealed class MainJobTests(ShellPlatform shell) : IClassFixture<ShellPlatform>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bundle_PostedByAnIntegrator_IsReadByAClinicianAsGraphAndTimeline()
    {
        var (bundle, family) = Bundle();
        using var api = await shell.Platform.ApiAsync();
        using var content = new ByteArrayContent(bundle) { Headers = { ContentType = new("application/fhir+json") } };
        using var posted = await api.PostAsync("/fhir", content, Token);
        Assert.Equal(HttpStatusCode.OK, posted.StatusCode);

        await using var reader = await Reader.OpenAsync(shell);
        await reader.SignInAsync();
        await reader.Page.ClickAsync("nav.rail a[href$='patients']");
        await reader.Page.FillAsync("input[type=search]", family);
        await reader.Page.ClickAsync($"#main a:has-text('{family}') >> nth=0");
        await Assertions.Expect(reader.Page.Locator(".banner h1")).ToContainTextAsync(family);
        await Assertions.Expect(reader.Page.Locator(".banner")).ToContainTextAsync("Alone in the register", new() { Timeout = 15_000 });
        await reader.PictureAsync("synthea-summary");

        await reader.Page.ClickAsync("nav.tabs a:has-text('Journey')");
        var marks = reader.Page.Locator("journey-view svg a, journey-view svg [role=button], journey-view svg [tabindex]");
        await Assertions.Expect(marks.First).ToBeVisibleAsync(new() { Timeout = 20_000 });
        Assert.True(await marks.CountAsync() > 10, "The journey shows its events.");
        await reader.PictureAsync("synthea-journey");
        Assert.Empty(reader.Complaints);
    }

    [Fact]
    public async Task Journey_SwitchedOffByAnAdmin_IsGoneWhileTheRestRuns_AndComesBack()
    {
        using var api = await shell.Platform.ApiAsync();
        var patient = await AnyPatientAsync(api);
        await using var clinician = await Reader.OpenAsync(shell);
        await clinician.SignInAsync();
        await clinician.Page.GotoAsync($"/patients/{patient}");
        await Assertions.Expect(clinician.Page.Locator("nav.tabs")).ToContainTextAsync("Journey");

        await using var admin = await Reader.OpenAsync(shell);
        await admin.SignInAsync("admin@demo");
        await SwitchAsync(admin, on: false);

        await Assertions.Expect(clinician.Page.Locator("nav.tabs")).Not.ToContainTextAsync("Journey", new() { Timeout = 15_000 });
        using var gone = await api.GetAsync($"/api/journey/patients/{patient}/graph", Token);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        using var still = await api.GetAsync($"/fhir/Patient/{patient}", Token);
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);

        await SwitchAsync(admin, on: true);
        await Assertions.Expect(clinician.Page.Locator("nav.tabs")).ToContainTextAsync("Journey", new() { Timeout = 15_000 });
        using var back = await api.GetAsync($"/api/journey/patients/{patient}/graph", Token);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
    }

    [Fact]
    public async Task Patient_SignedIn_SeesTheOwnChartAndNoOther()
    {
        using var api = await shell.Platform.ApiAsync();
        await AnyPatientAsync(api);
        await using var reader = await Reader.OpenAsync(shell);
        await reader.SignInAsync("patient@demo");

        await reader.Page.GotoAsync("/patients/syn-0001");
        await Assertions.Expect(reader.Page.Locator(".banner h1")).ToHaveCountAsync(1);

        await reader.Page.GotoAsync("/patients/syn-0002");
        await Assertions.Expect(reader.Page.Locator("h1").First).ToBeVisibleAsync();
        await Assertions.Expect(reader.Page.Locator(".banner h1")).ToHaveCountAsync(0);
        await Assertions.Expect(reader.Page.Locator("nav.tabs a")).ToHaveCountAsync(0);
    }

    private static async Task SwitchAsync(Reader admin, bool on)
    {
        await admin.Page.GotoAsync("/admin/plugins");
        await admin.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var panel = admin.Page.Locator("#panel-title");
        for (var attempt = 0; attempt < 20 && !(await panel.InnerTextAsync()).Contains("Patient journey", StringComparison.Ordinal); attempt++)
        {
            // The page is drawn before its circuit listens: a click may be early.
            await admin.Page.ClickAsync("#main tr:has-text('journey') button");
            await Task.Delay(500, Token);
        }

        await Assertions.Expect(panel).ToContainTextAsync("Patient journey");
        await admin.Page.ClickAsync(on ? "button:has-text('Switch on')" : "button:has-text('Switch off')");
        if (!on)
        {
            await admin.Page.FillAsync("dialog textarea, dialog input[type=text], [role=dialog] textarea, [role=dialog] input[type=text]", "An end-to-end test");
            await admin.Page.ClickAsync("dialog button:has-text('Switch off'), [role=dialog] button:has-text('Switch off')");
        }

        await Assertions.Expect(admin.Page.Locator("#main tr:has-text('journey')").First).ToContainTextAsync(on ? "Active" : "Off", new() { Timeout = 20_000, IgnoreCase = true });
    }

    private static async Task<string> AnyPatientAsync(HttpClient api)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var page = JsonDocument.Parse(await api.GetStringAsync("/fhir/Patient?_count=1", Token)).RootElement;
            if (page.TryGetProperty("entry", out var entries) && entries.GetArrayLength() > 0)
            {
                return entries[0].GetProperty("resource").GetProperty("id").GetString()!;
            }

            await Task.Delay(100, Token);
        }

        throw new TimeoutException("The demo patients did not appear within 10 s.");
    }

    private static (byte[] Json, string Family) Bundle()
    {
        var root = Environment.GetEnvironmentVariable("PLATFORM_EXTERNAL_DATA") ?? Path.Combine(Reader.Repository, "..", "shared", "data");
        var folder = Path.Combine(root, "fhir", "synthea");
        Assert.SkipUnless(Directory.Exists(folder), "No external data: set PLATFORM_EXTERNAL_DATA to the folder that holds fhir/synthea.");
        using var file = new GZipStream(File.OpenRead(Directory.EnumerateFiles(folder, "*.json.gz").Order().First()), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        var patient = JsonDocument.Parse(bytes.ToArray()).RootElement.GetProperty("entry").EnumerateArray()
            .Select(e => e.GetProperty("resource")).First(r => r.GetProperty("resourceType").GetString() == "Patient");
        return (bytes.ToArray(), patient.GetProperty("name")[0].GetProperty("family").GetString()!);
    }
}
