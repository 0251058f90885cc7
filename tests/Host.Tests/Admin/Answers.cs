using System.Net.Http.Json;
using System.Text.Json;
using PluginPlatform.Sdk.Testing;

namespace Host.Tests.Admin;

/// <summary>Asking the administration over HTTP as a browser does, with the origin a write needs.</summary>
internal static class Answers
{
    public static async Task<HttpClient> AdminAsync(this TestPlatform platform, string user, string password = "Demo-2026!")
    {
        var client = await platform.SignedInAsync(user, password);
        client.DefaultRequestHeaders.Add("Origin", platform.Address.GetLeftPart(UriPartial.Authority));
        return client;
    }

    /// <summary>Status and body of one request; the body is an empty object when there is none.</summary>
    public static async Task<(int Status, JsonElement Body)> AskAsync(this HttpClient client, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, text.StartsWith('{') || text.StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(text) : JsonSerializer.Deserialize<JsonElement>("{}"));
    }

    public static string? Code(this JsonElement body) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty("code", out var code) ? code.GetString() : null;
}
