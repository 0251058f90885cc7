using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Journey.Tests;

/// <summary>Writes the record over /fhir and reads journeys.</summary>
public sealed class ChartClient(HttpClient http)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken End => TestContext.Current.CancellationToken;

    public static string Path(string patient) => $"/api/journey/patients/{patient}/graph";

    /// <summary>Posts a transaction and gives each entry's resource as <c>Type/id</c>, in order.</summary>
    public async Task<IReadOnlyList<string>> TransactAsync(byte[] bundle)
    {
        using var body = new ByteArrayContent(bundle);
        body.Headers.ContentType = new("application/fhir+json");
        using var answer = await http.PostAsync("/fhir", body, End);
        var text = await answer.Content.ReadAsStringAsync(End);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return [.. JsonNode.Parse(text)!["entry"]!.AsArray().Select(entry => KeyOf((string)entry!["response"]!["location"]!))];
    }

    public async Task PutAsync(JsonObject resource)
    {
        using var body = new StringContent(resource.ToJsonString(), Encoding.UTF8, "application/fhir+json");
        using var answer = await http.PutAsync($"/fhir/{resource["resourceType"]}/{resource["id"]}", body, End);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(End));
    }

    public async Task DeleteAsync(string resource)
    {
        using var answer = await http.DeleteAsync($"/fhir/{resource}", End);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(End));
    }

    public async Task<HttpResponseMessage> AskAsync(string patient, string? held = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(patient));
        if (held is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", held);
        }

        return await http.SendAsync(request, End);
    }

    public async Task<string> TextAsync(string patient)
    {
        using var answer = await AskAsync(patient);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(End);
    }

    /// <summary>The graph once it is as awaited; the last one seen after a minute, for the assertion to explain.</summary>
    public async Task<GraphAnswer> AwaitAsync(string patient, Func<GraphAnswer, bool> awaited)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            using var answer = await AskAsync(patient);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(End));
            var graph = (await answer.Content.ReadFromJsonAsync<GraphAnswer>(End))!;
            if (awaited(graph) || TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                return graph;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), End);
        }
    }

    public Task<GraphAnswer> AwaitCountAsync(string patient, int nodes) => AwaitAsync(patient, graph => graph.Nodes.Count == nodes);

    private static string KeyOf(string location)
    {
        var parts = location.Split('/');
        var history = Array.IndexOf(parts, "_history");
        return $"{parts[history - 2]}/{parts[history - 1]}";
    }
}
