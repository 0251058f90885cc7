using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Benchmarks;

/// <summary>An integrator: the demo client with a real token.</summary>
internal sealed record Api(HttpClient Http, Uri Address, string Token, Machine Machine)
{
    public static async Task<Api> SignInAsync(Uri address, Machine machine, CancellationToken cancellationToken)
    {
        var http = new HttpClient { BaseAddress = address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["scope"] = "system/*.cruds", ["client_id"] = "demo-client", ["client_secret"] = "demo-secret",
        });
        using var answer = await http.PostAsync("/connect/token", form, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken)).GetProperty("access_token").GetString()!;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return new(http, address, token, machine);
    }

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        await Http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    public async Task<(bool Success, JsonElement Body)> PostAsync(string path, byte[] json, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(json) { Headers = { ContentType = new("application/fhir+json") } };
        using var answer = await Http.PostAsync(path, content, cancellationToken);
        return (answer.IsSuccessStatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
    }
}
