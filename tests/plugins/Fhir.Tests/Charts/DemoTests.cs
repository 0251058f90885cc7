using Microsoft.Extensions.DependencyInjection;
using PluginPlatform.Plugins.Exports;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.Testing;

namespace Fhir.Tests.Charts;

/// <summary>The demo's patients, the directory that finds them and the chart that shows them.</summary>
public sealed class DemoTests(DemoPlatform demo) : IClassFixture<DemoPlatform>
{
    [Theory]
    [InlineData("testperson", "Testperson, Juniper", "Testperson, Alder")]
    [InlineData("testp jun", "Testperson, Juniper")]
    [InlineData("juniper, testperson", "Testperson, Juniper")]
    [InlineData("SYN-0048213", "Testperson, Juniper")]
    [InlineData("syn-0048213", "Testperson, Juniper")]
    [InlineData("nobody at all")]
    public async Task Search_ByNamePartsOrNumber_FindsThem(string text, params string[] names)
    {
        var found = await demo.Directory().SearchAsync(text, 20, TestContext.Current.CancellationToken);

        Assert.Equal(names.Order(), found.Select(p => p.Name).Order());
    }

    [Fact]
    public async Task Search_ByBirthDateInAnyForm_FindsTheSame()
    {
        var patient = await demo.Directory().FindAsync("syn-0001", TestContext.Current.CancellationToken);
        var born = DateOnly.Parse(patient!.BirthDate!, System.Globalization.CultureInfo.InvariantCulture);
        foreach (var form in new[] { "yyyy-MM-dd", "d.M.yyyy", "M/d/yyyy", "d MMM yyyy" })
        {
            var text = born.ToString(form, System.Globalization.CultureInfo.InvariantCulture);
            var found = await demo.Directory().SearchAsync(text, 20, TestContext.Current.CancellationToken);
            Assert.True(found.Any(p => p.Id == "syn-0001"), text);
        }
    }

    [Fact]
    public async Task Search_ForNothing_GivesTheLatest()
    {
        var found = await demo.Directory().SearchAsync("", 5, TestContext.Current.CancellationToken);

        Assert.Equal(5, found.Count);
    }

    [Fact]
    public async Task Find_Patient_GivesNameAndNumber()
    {
        var patient = await demo.Directory().FindAsync("syn-0001", TestContext.Current.CancellationToken);

        Assert.Equal("Testperson, Juniper", patient!.Name);
        Assert.Equal(new SubjectIdentifier("MRN", "SYN-0048213"), patient.Identifiers[0]);
        Assert.Null(await demo.Directory().FindAsync("no-such", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Search_WithoutGrants_IsRefused()
    {
        await Assert.ThrowsAnyAsync<Exception>(() => demo.Directory(DataGrants.None).SearchAsync("", 5, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("syn-0001", "Penicillin", "Type 2 diabetes mellitus", "Metformin 500 mg tablet", "Haemoglobin A1c", "Blood pressure")]
    [InlineData("syn-0002", "No known allergies", "Essential hypertension")]
    [InlineData("syn-0006", "Not asked", "Osteoarthritis of the right knee")]
    public async Task SummaryTab_OfDemoPatient_ShowsTheRecord(string patient, params string[] texts)
    {
        using var clinician = await demo.Platform.SignedInAsync();
        var page = await clinician.GetStringAsync($"/patients/{patient}/summary");

        Assert.All(texts, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Seed_SecondStart_AddsNothing()
    {
        var before = await demo.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource");
        await demo.Platform.Services.GetRequiredService<PluginPlatform.Plugins.Publishing.SeedDemo>().RunAsync("demo", TestContext.Current.CancellationToken);

        Assert.True(before > 1000, $"{before} resources");
        Assert.Equal(16L, await demo.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource WHERE type = 'Patient'"));
        Assert.Equal(before, await demo.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource"));
        Assert.Equal(0L, await demo.Platform.ScalarAsync<long>("SELECT count(*) FROM fhir.resource_history"));
    }
}

/// <summary>A platform with the demo's patients.</summary>
public sealed class DemoPlatform : IAsyncLifetime
{
    public TestPlatform Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync(new() { PluginsJson = FhirPlatform.PluginsJson, DemoPatients = true });
        // The host answers before the patients are there.
        for (var i = 0; i < 300 && !Platform.Log.Lines.Any(l => l.Contains("Demo data is in place", StringComparison.Ordinal)); i++)
        {
            await Task.Delay(200);
        }
    }

    public ISubjectDirectory Directory(DataGrants? grants = null) =>
        Platform.Services.GetRequiredService<RootExports>().Find<ISubjectDirectory>(new()
        {
            Tenant = "demo",
            Actor = new(ActorKind.User, "tests", "tests"),
            Permissions = [],
            Data = grants ?? DataGrants.All,
            RequestId = "tests",
        })!;

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
