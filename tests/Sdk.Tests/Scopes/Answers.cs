using System.Net;
using System.Text.Json;

namespace Sdk.Tests.Scopes;

/// <summary>FHIR answers as the tests of scopes look at them.</summary>
internal static class Answers
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<int> StatusAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Token);
        return (int)answer.StatusCode;
    }

    /// <summary>The ids in a Bundle's entries.</summary>
    public static async Task<List<string>> IdsAsync(this HttpClient http, string path)
    {
        var bundle = await http.BundleAsync(path);
        return bundle.TryGetProperty("entry", out var entries)
            ? [.. entries.EnumerateArray().Select(e => e.GetProperty("resource").GetProperty("id").GetString()!)]
            : [];
    }

    public static async Task<int> TotalAsync(this HttpClient http, string path) =>
        (await http.BundleAsync(path)).GetProperty("total").GetInt32();

    public static async Task<JsonElement> BundleAsync(this HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    public static async Task<(int Status, string Text)> WriteAsync(
        this HttpClient http, HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = json is null ? null : SeededPlatform.Json(json) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, Token);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
