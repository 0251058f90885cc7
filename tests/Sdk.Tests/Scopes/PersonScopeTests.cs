using System.Text;
using System.Text.Json;

namespace Sdk.Tests.Scopes;

/// <summary>An app in a person's name: what the person sees, as far as the scopes go.</summary>
[Collection(ScopeCollection.Name)]
public sealed class PersonScopeTests(ScopeRecord record)
{
    private const string Clinician = "clinician@demo";

    private AccessPlatform Access => record.Access;

    [Fact]
    public async Task PatientScopes_WithoutAPatientInContext_OpenNothing()
    {
        using var app = await record.App.OfAsync(Clinician, "openid patient/*.cruds");
        using var mixed = await record.App.OfAsync(Clinician, "patient/*.cruds user/Condition.rs");

        foreach (var client in new[] { app, mixed })
        {
            Assert.Equal(403, await client.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
            Assert.Equal(403, await client.StatusAsync("/fhir/Observation"));
            Assert.Equal(403, (await client.WriteAsync(HttpMethod.Post, "/fhir/Observation", ScopeRecord.Observation("laboratory", Access.Somebody))).Status);
        }

        Assert.Equal(200, await mixed.StatusAsync("/fhir/Condition"));
    }

    [Fact]
    public async Task Patient_ThroughAnApp_HasExactlyTheOwnChart()
    {
        using var app = await record.App.OfAsync("patient@demo", "user/*.cruds");

        Assert.Equal([Access.Own], await app.IdsAsync("/fhir/Patient"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Observation/{record.Result}"));
        Assert.Equal(404, await app.StatusAsync($"/fhir/Observation/{record.Result}/_history"));
        Assert.Equal(0, await app.TotalAsync($"/fhir/Observation?_id={record.Result}&_summary=count"));
        Assert.Equal(404, await app.StatusAsync($"/api/journey/patients/{Access.Somebody}/graph"));
        Assert.Equal(200, await app.StatusAsync($"/fhir/Observation/{record.OwnResult}"));
        Assert.Equal(200, await app.StatusAsync($"/api/journey/patients/{Access.Own}/graph"));
        Assert.Equal(403, await app.StatusAsync($"/api/mpi/patients/{Access.Own}"));
        Assert.Equal(403, (await app.WriteAsync(HttpMethod.Post, "/fhir/Observation", ScopeRecord.Observation("laboratory", Access.Own))).Status);
    }

    [Fact]
    public async Task Read_OutsideTheCareTeam_FindsNothing()
    {
        using var app = await record.App.OfAsync(Clinician, "user/*.rs");
        Assert.Equal(200, await app.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
        await record.CareTeamAsync(true);
        try
        {
            Assert.Equal(404, await app.StatusAsync($"/fhir/Patient/{Access.Somebody}"));
            Assert.Equal(0, await app.TotalAsync("/fhir/Observation?_summary=count"));
        }
        finally
        {
            await record.CareTeamAsync(false);
        }
    }

    [Fact]
    public async Task Change_OfWhatTheCareTeamRuleHides_IsRefusedAndNoFault()
    {
        using var app = await record.App.OfAsync(Clinician, "user/*.cruds");
        await record.CareTeamAsync(true);
        try
        {
            var before = await record.StateAsync();
            var (status, text) = await app.WriteAsync(
                HttpMethod.Put, $"/fhir/Observation/{record.Result}", """{"resourceType":"Observation","id":"ID","status":"final","code":{"text":"x"}}""".Replace("ID", record.Result, StringComparison.Ordinal));
            Assert.True(status == 403, text);
            Assert.Equal(before, await record.StateAsync());
        }
        finally
        {
            await record.CareTeamAsync(false);
        }
    }

    [Fact]
    public async Task FhirUser_IsToldWhenAskedFor_AsAnAddress()
    {
        var tokens = await record.App.TokensAsync("patient@demo", "openid fhirUser profile");
        var silent = await record.App.TokensAsync("patient@demo", "openid profile");

        Assert.Equal($"http://127.0.0.1/fhir/Patient/{Access.Own}", Claims(tokens).GetProperty("fhirUser").GetString());
        Assert.False(Claims(silent).TryGetProperty("fhirUser", out _));
        using var app = Access.Platform.Anonymous();
        app.DefaultRequestHeaders.Authorization = new("Bearer", tokens.GetProperty("access_token").GetString());
        Assert.Equal($"http://127.0.0.1/fhir/Patient/{Access.Own}", (await app.BundleAsync("/connect/userinfo")).GetProperty("fhirUser").GetString());
    }

    private static JsonElement Claims(JsonElement tokens)
    {
        var part = tokens.GetProperty("id_token").GetString()!.Split('.')[1];
        return JsonSerializer.Deserialize<JsonElement>(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(part)));
    }
}
