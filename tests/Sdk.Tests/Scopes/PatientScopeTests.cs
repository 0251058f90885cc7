using System.Text.Json;

namespace Sdk.Tests.Scopes;

/// <summary>Patient scopes are about the one patient in context, and never reach farther than the person who gave them.</summary>
[Collection(ScopeCollection.Name)]
public sealed class PatientScopeTests(ScopeRecord record) : IAsyncLifetime
{
    private const string Clinician = "clinician@demo";

    private AccessPlatform Access => record.Access;

    public async ValueTask InitializeAsync()
    {
        await Access.RunAsync("DELETE FROM platform.care_relation");
        await record.CareTeamAsync(false);
    }

    public ValueTask DisposeAsync() => new(record.CareTeamAsync(false));

    [Fact]
    public async Task Reads_OfAnotherPatient_FindNothing()
    {
        using var app = await record.App.OfAsync(Clinician, "patient/*.rs", Access.Somebody);

        foreach (var (type, id) in await Access.StoredAsync(Access.Own))
        {
            foreach (var path in new[] { "", "/_history", "/_history/1" })
            {
                Assert.Equal(404, await app.StatusAsync($"/fhir/{type}/{id}{path}"));
            }

            Assert.Equal(0, await app.TotalAsync($"/fhir/{type}?_id={id}&_summary=count"));
        }

        Assert.Equal(404, await app.StatusAsync($"/api/journey/patients/{Access.Own}/graph"));
        Assert.Equal(404, await app.StatusAsync($"/api/mpi/patients/{Access.Own}"));
        Assert.Equal(404, await app.StatusAsync("/fhir/Organization/clinic"));
        Assert.Equal([Access.Somebody], await app.IdsAsync("/fhir/Patient"));
        Assert.Equal(1, await app.TotalAsync("/fhir/Patient?_summary=count"));
        Assert.DoesNotContain(record.OwnResult, await app.IdsAsync("/fhir/Patient?_revinclude=Observation:subject"));
        Assert.Equal(200, await app.StatusAsync($"/fhir/Observation/{record.Result}"));
        Assert.Equal(200, await app.StatusAsync($"/api/journey/patients/{Access.Somebody}/graph"));
    }

    [Fact]
    public async Task CareTeam_WithAPatientInContext_IsNotWidened()
    {
        await record.CareTeamAsync(true);
        using var app = await record.App.OfAsync(Clinician, "patient/*.rs", Access.Somebody);
        using var user = await record.App.OfAsync(Clinician, "user/*.rs");

        foreach (var client in new[] { app, user })
        {
            Assert.Equal(404, await client.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
            Assert.Equal(0, await client.TotalAsync("/fhir/Observation?_summary=count"));
        }

        await RelateAsync(Access.Somebody);
        await RelateAsync(Access.Own);
        Assert.Equal([Access.Somebody], await app.IdsAsync("/fhir/Patient"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Patient/{Access.Own}"));
        Assert.Equal(2, await user.TotalAsync("/fhir/Patient?_summary=count"));
    }

    [Fact]
    public async Task Scopes_OfUserAndOfPatient_EachKeepTheirOwnReach()
    {
        using var app = await record.App.OfAsync(
            Clinician, $"user/Patient.rs patient/Observation.rs?category={ScopeRecord.Lab} patient/Condition.rs", Access.Somebody);

        Assert.Equal(2, await app.TotalAsync("/fhir/Patient?_summary=count"));
        Assert.Equal([record.Result], await app.IdsAsync("/fhir/Observation"));
        Assert.Equal(1, await app.TotalAsync("/fhir/Observation?_summary=count"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Observation/{record.OwnResult}"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Observation/{record.OwnResult}/_history"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Observation/{record.Vital}"));
        Assert.DoesNotContain(record.OwnResult, await app.IdsAsync("/fhir/Patient?_revinclude=Observation:subject"));
        Assert.Equal(1, await app.TotalAsync("/fhir/Condition?_summary=count"));
        var journey = await app.BundleAsync($"/api/journey/patients/{Access.Own}/graph");
        Assert.DoesNotContain("Observation/", journey.ToString(), StringComparison.Ordinal);
        journey = await app.BundleAsync($"/api/journey/patients/{Access.Somebody}/graph");
        Assert.Contains($"Observation/{record.Result}", journey.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("patient/*.cruds")]
    [InlineData("patient/*.cruds user/Patient.rs")]
    public async Task Writes_OutsideTheCompartment_AreRefused(string scope)
    {
        using var app = await record.App.OfAsync(Clinician, scope, Access.Somebody);
        var before = await record.StateAsync();
        var own = ScopeRecord.Observation("laboratory", Access.Own);

        (HttpMethod Method, string Path, string? Json)[] refused =
        [
            (HttpMethod.Post, "/fhir/Observation", own),
            (HttpMethod.Post, "/fhir/Patient", SeedBundle.Patient()),
            (HttpMethod.Post, "/fhir/Organization", """{"resourceType":"Organization","name":"Another"}"""),
            (HttpMethod.Put, $"/fhir/Observation/{record.OwnResult}", ScopeRecord.Observation("laboratory", Access.Somebody, record.OwnResult)),
            (HttpMethod.Put, $"/fhir/Observation/{record.Result}", ScopeRecord.Observation("laboratory", Access.Own, record.Result)),
            (HttpMethod.Put, $"/fhir/Observation/{record.Result}", ScopeRecord.Observation("laboratory", Access.Somebody, record.Result, $",\"performer\":[{{\"reference\":\"Patient/{Access.Own}\"}}]")),
        ];
        foreach (var (method, path, json) in refused)
        {
            var (status, text) = await app.WriteAsync(method, path, json);
            Assert.True(status is 403 or 422, $"{method} {path}: {status} {text}");
        }

        await app.WriteAsync(HttpMethod.Delete, $"/fhir/Observation/{record.OwnResult}", null);
        Assert.Equal(before, await record.StateAsync());
        var (stored, body) = await app.WriteAsync(HttpMethod.Post, "/fhir/Observation", ScopeRecord.Observation("laboratory", Access.Somebody));
        Assert.True(stored == 201, body);
        var id = JsonSerializer.Deserialize<JsonElement>(body).GetProperty("id").GetString();
        Assert.Equal(204, (await app.WriteAsync(HttpMethod.Delete, $"/fhir/Observation/{id}", null)).Status);
    }

    [Fact]
    public async Task Patient_ThroughAnApp_HasExactlyTheOwnChart()
    {
        foreach (var (scope, context) in new[] { ("user/*.cruds", null), ("patient/*.cruds", Access.Own), ("patient/*.rs user/*.rs", Access.Own) })
        {
            using var app = await record.App.OfAsync("patient@demo", scope, context);
            Assert.Equal([Access.Own], await app.IdsAsync("/fhir/Patient"));
            Assert.Equal(404, await app.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
            Assert.Equal(404, await app.StatusAsync($"/fhir/Observation/{record.Result}"));
            Assert.Equal(200, await app.StatusAsync($"/fhir/Observation/{record.OwnResult}"));
            Assert.Equal(200, await app.StatusAsync($"/api/journey/patients/{Access.Own}/graph"));
            Assert.Equal(403, await app.StatusAsync($"/api/mpi/patients/{Access.Own}"));
            Assert.Equal(403, (await app.WriteAsync(HttpMethod.Post, "/fhir/Observation", ScopeRecord.Observation("laboratory", Access.Own))).Status);
        }

        using var other = await record.App.OfAsync("patient@demo", "patient/*.rs", Access.Somebody);
        Assert.Equal(403, await other.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
        Assert.Equal(403, await other.StatusAsync($"/fhir/Patient/{Access.Own}"));
    }

    private async Task RelateAsync(string subject) =>
        Assert.Equal(200, (await AccessPlatform.AskAsync(Access.Admin, HttpMethod.Put, "/admin/api/care-team", new { user = Clinician, subject })).Status);
}
