using System.Net;
using System.Text.Json;

namespace Sdk.Tests.Scopes;

/// <summary>The access platform with results and vital signs of both patients, and apps that may ask for anything.</summary>
public sealed class ScopeRecord : IAsyncLifetime
{
    public const string Category = "http://terminology.hl7.org/CodeSystem/observation-category";
    public const string Lab = Category + "|laboratory";

    private readonly AccessPlatform _access = new();

    public AccessPlatform Access => _access;

    internal SmartApp App { get; private set; } = null!;

    /// <summary>Somebody's laboratory result.</summary>
    public string Result { get; private set; } = null!;

    /// <summary>Somebody's vital sign, in the encounter.</summary>
    public string Vital { get; private set; } = null!;

    /// <summary>The other patient's laboratory result.</summary>
    public string OwnResult { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _access.InitializeAsync();
        await CareTeamAsync(false);
        App = await SmartApp.RegisterAsync(
            _access.Platform, "scoped-app", "openid", "profile", "fhirUser", "offline_access", "patient/*.cruds", "user/*.cruds", "system/*.cruds");
        Result = await AddAsync(Observation("laboratory", _access.Somebody));
        Vital = await AddAsync(Observation("vital-signs", _access.Somebody));
        OwnResult = await AddAsync(Observation("laboratory", _access.Own));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await _access.Platform.ScalarAsync<bool>($"SELECT EXISTS (SELECT FROM journey.node WHERE resource = 'Observation/{OwnResult}')"))
        {
            await Task.Delay(50, limit.Token);
        }
    }

    public ValueTask DisposeAsync() => _access.DisposeAsync();

    public static string Observation(string category, string subject, string? id = null, string extra = "") => $$$"""
        {"resourceType":"Observation"{{{(id is null ? "" : $",\"id\":\"{id}\"")}}},"status":"final",
         "category":[{"coding":[{"system":"{{{Category}}}","code":"{{{category}}}"}]}],
         "code":{"coding":[{"system":"urn:example:codes","code":"{{{category}}}-1"}]},
         "subject":{"reference":"Patient/{{{subject}}}"},"effectiveDateTime":"2026-02-03T08:00:00Z"{{{extra}}}}
        """;

    /// <summary>Stored with every right.</summary>
    public async Task<string> AddAsync(string json)
    {
        using var answer = await _access.Api.PostAsync("/fhir/Observation", SeededPlatform.Json(json));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.Created, text);
        return JsonSerializer.Deserialize<JsonElement>(text).GetProperty("id").GetString()!;
    }

    public async Task ChangeAsync(string id, string json)
    {
        using var answer = await _access.Api.PutAsync($"/fhir/Observation/{id}", SeededPlatform.Json(json));
        Assert.True(answer.IsSuccessStatusCode);
    }

    /// <summary>Whether those who treat see their care team's patients alone.</summary>
    public async Task CareTeamAsync(bool rule) =>
        Assert.Equal(200, (await AccessPlatform.AskAsync(_access.Admin, HttpMethod.Put, "/admin/api/tenants/demo/settings", new { careTeam = rule })).Status);

    /// <summary>How much is stored, and how often it was changed.</summary>
    public Task<string> StateAsync() => _access.Platform.ScalarAsync<string>(
        "SELECT count(*) || ' ' || sum(version) || ' ' || count(content) FROM fhir.resource WHERE tenant_id = 'demo'");
}

/// <summary>The classes about scopes take turns on one platform.</summary>
[CollectionDefinition(Name)]
public sealed class ScopeCollection : ICollectionFixture<ScopeRecord>
{
    public const string Name = "scopes";
}
