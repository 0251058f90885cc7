namespace Journey.Tests;

/// <summary>The chart's tab as the server draws it.</summary>
public sealed class TabTests(JourneyPlatform host)
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en-GB", "Result", "Encounter")]
    [InlineData("de-DE", "Befund", "Kontakt")]
    public async Task Tab_ForClinician_HoldsElementAndOutline(string language, string result, string encounter)
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("tab"), A.Encounter("tab-e", "tab", "2020-05-06"), A.Hemoglobin("tab-o", "tab", "2020-05-06", 118, "tab-e")));
        await host.Chart.AwaitCountAsync("tab", 2);
        using var clinician = await host.Platform.SignedInAsync();
        clinician.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);

        var page = await LoadedPageAsync(clinician);

        Assert.Contains("<journey-view", page, StringComparison.Ordinal);
        Assert.Contains("src=\"/api/journey/patients/tab/graph\"", page, StringComparison.Ordinal);
        Assert.Contains("Hemoglobin: 118 g/L", page, StringComparison.Ordinal);
        Assert.Contains($">{result} <b class=\"count\">1</b>", page, StringComparison.Ordinal);
        Assert.Contains($"<td>{encounter}</td>", page, StringComparison.Ordinal);
        Assert.Contains("/_content/journey/journey.js", page, StringComparison.Ordinal);
    }

    /// <summary>A page goes out with a skeleton when a fragment takes longer than the shell's patience, as a cold one may.</summary>
    private static async Task<string> LoadedPageAsync(HttpClient clinician)
    {
        var page = "";
        for (var attempt = 0; attempt < 20 && !page.Contains("<journey-view", StringComparison.Ordinal); attempt++)
        {
            page = await clinician.GetStringAsync("/patients/tab/journey", End);
        }

        return page;
    }

    [Fact]
    public async Task Element_Asked_IsServed()
    {
        using var nobody = host.Platform.Anonymous();

        var script = await nobody.GetStringAsync("/_content/journey/journey.js", End);
        var style = await nobody.GetStringAsync("/_content/journey/journey.css", End);

        Assert.Contains("journey-view", script, StringComparison.Ordinal);
        Assert.Contains("journey-outline", style, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_OfThePlugin_IsHealthy()
    {
        using var nobody = host.Platform.Anonymous();

        Assert.Contains("\"following\":\"healthy\"", await nobody.GetStringAsync("/health/ready", End), StringComparison.Ordinal);
    }
}
