using Shell.Tests.Fakes;

namespace Shell.Tests.Slots;

public sealed class SlotFrameTests
{
    [Fact]
    public async Task Chart_OneFragmentFails_RestIsThereAndTheGapIsNamed()
    {
        await using var shell = await Start();
        shell.Surface.Add<WellFragment>("PatientTab", "summary", 10);
        shell.Surface.Add<ThrowingFragment>("PatientBanner", "Allergies");

        var (status, html) = await shell.GetAsync("/patients/p1");

        Assert.Equal(200, status);
        Assert.Contains("loaded p1", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
        Assert.Contains("Allergies unavailable", html, StringComparison.Ordinal);
        Assert.Contains("Plugin fhir 1.2.0 failed. This does not mean there are none.", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_MarkupThrows_FallsBackAndLogsNoContent()
    {
        await using var shell = await Start();
        shell.Surface.Add<FaultyMarkup>("PatientTab", "notes");
        shell.Surface.Add<ThrowingFragment>("PatientBanner", "Allergies");

        var (status, html) = await shell.GetAsync("/patients/p1/notes");

        Assert.Equal(200, status);
        Assert.Contains("notes unavailable", html, StringComparison.Ordinal);
        Assert.DoesNotContain("SENTINEL-NAME", html, StringComparison.Ordinal);
        Assert.Contains(shell.Log.Lines, line => line.StartsWith("7001 ", StringComparison.Ordinal));
        Assert.DoesNotContain(shell.Log.Lines, line => line.Contains("SENTINEL-NAME", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Chart_FragmentHangs_PageGoesOutWithItsSkeleton()
    {
        await using var shell = await Start(TimeSpan.FromMilliseconds(50));
        shell.Surface.Add<HangingFragment>("PatientBanner", "Identity");
        shell.Surface.Add<WellFragment>("PatientTab", "summary");

        var (status, html) = await shell.GetAsync("/patients/p1");

        Assert.Equal(200, status);
        Assert.Contains("loaded p1", html, StringComparison.Ordinal);
        Assert.Contains("waits", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Identity unavailable", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chart_FillAsksAnotherPermission_IsNotOffered()
    {
        await using var shell = await Start();
        shell.Surface.Add<WellFragment>("PatientTab", "summary", 10);
        shell.Surface.Add<WellFragment>("PatientTab", "secret", 20, "secret:read");

        var (_, chart) = await shell.GetAsync("/patients/p1");
        var (status, tab) = await shell.GetAsync("/patients/p1/secret");

        Assert.DoesNotContain("/patients/p1/secret", chart, StringComparison.Ordinal);
        Assert.Equal(200, status);
        Assert.DoesNotContain("loaded p1", tab, StringComparison.Ordinal);
        Assert.Contains("is not here", tab, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Home_ComfortWidgetFails_ShrinksToOneLine()
    {
        await using var shell = await Start();
        shell.Surface.Add<ThrowingWidget>("DashboardWidget", "Waiting");

        var (_, html) = await shell.GetAsync("/");

        Assert.Contains("class=\"missing slim\"", html, StringComparison.Ordinal);
    }

    private static Task<RunningShell> Start(TimeSpan? patience = null) =>
        RunningShell.StartAsync(People.Reader("fhir:read"), options => options.Patience = patience ?? TimeSpan.FromSeconds(20));
}
