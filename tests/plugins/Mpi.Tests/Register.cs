using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using PluginPlatform.Sdk.Testing;

namespace Mpi.Tests;

/// <summary>Writes Patients over /fhir and asks the index about them.</summary>
public sealed class Register(HttpClient api, CapturedLog log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public Task PutAsync(string id, PersonText person) => PutPatientAsync(id, person.ToPatient(id));

    public async Task PutPatientAsync(string id, JsonObject patient)
    {
        patient["id"] = id;
        using var body = new StringContent(patient.ToJsonString(), Encoding.UTF8, "application/fhir+json");
        using var answer = await api.PutAsync($"/fhir/Patient/{id}", body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task PutManyAsync(IEnumerable<(string Id, PersonText Person)> persons)
    {
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle",
            ["type"] = "transaction",
            ["entry"] = new JsonArray(
            [
                .. persons.Select(p => new JsonObject
                {
                    ["fullUrl"] = $"http://example.org/fhir/Patient/{p.Id}",
                    ["resource"] = p.Person.ToPatient(p.Id),
                    ["request"] = new JsonObject { ["method"] = "PUT", ["url"] = $"Patient/{p.Id}" },
                }),
            ]),
        };
        using var body = new StringContent(bundle.ToJsonString(), Encoding.UTF8, "application/fhir+json");
        using var answer = await api.PostAsync("/fhir", body, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public async Task DeleteAsync(string id)
    {
        using var answer = await api.DeleteAsync($"/fhir/Patient/{id}", TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode);
    }

    public async Task<JsonNode> PatientAsync(string id) =>
        (await api.GetFromJsonAsync<JsonNode>($"/fhir/Patient/{id}", TestContext.Current.CancellationToken))!;

    public Task<HttpResponseMessage> AskAsync(string id) => api.GetAsync($"/api/mpi/patients/{id}", TestContext.Current.CancellationToken);

    /// <summary>What the index says once it says what is awaited; the last it said after a minute.</summary>
    public async Task<IdentityAnswer> AwaitAsync(string id, Func<IdentityAnswer, bool> awaited)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await AskAsync(id);
            Assert.True(
                answer.StatusCode == HttpStatusCode.OK,
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) + '\n' + string.Join('\n', log.Lines.TakeLast(5)));
            var identity = (await answer.Content.ReadFromJsonAsync<IdentityAnswer>(TestContext.Current.CancellationToken))!;
            if (awaited(identity) || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                return identity;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }

    public Task<IdentityAnswer> AwaitScoredAsync(string id) => AwaitAsync(id, identity => identity.Status != "pending");
}
