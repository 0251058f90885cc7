using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Fhir.Tests;

/// <summary>FHIR over HTTP, as an integrator writes it.</summary>
public sealed class FhirClient(HttpClient http)
{
    public HttpClient Http => http;

    public Task<FhirAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public Task<FhirAnswer> PostAsync(string path, string json, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, json, headers);

    public Task<FhirAnswer> PutAsync(string path, string json, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, json, headers);

    public Task<FhirAnswer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    /// <summary>Creates a resource and gives its id.</summary>
    public async Task<string> CreateAsync(string json)
    {
        var answer = await PostAsync((string)JsonNode.Parse(json)!["resourceType"]!, json);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.Text);
        return (string)answer.Json["id"]!;
    }

    public async Task<FhirAnswer> SendAsync(HttpMethod method, string path, string? json, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path.StartsWith("http", StringComparison.Ordinal) ? path : $"/fhir/{path}");
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8, "application/fhir+json");
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value) || request.Content!.Headers.TryAddWithoutValidation(name, value));
        }

        using var response = await http.SendAsync(request);
        return new(response, await response.Content.ReadAsStringAsync());
    }
}

/// <summary>An answer, read.</summary>
public sealed class FhirAnswer(HttpResponseMessage response, string text)
{
    public HttpStatusCode Status => response.StatusCode;

    public string Text => text;

    public JsonNode Json => JsonNode.Parse(text)!;

    public string? ETag => response.Headers.ETag?.ToString();

    public Uri? Location => response.Headers.Location;

    public DateTimeOffset? LastModified => response.Content.Headers.LastModified;

    public string? ContentType => response.Content.Headers.ContentType?.ToString();

    /// <summary>Asserts an OperationOutcome under this status and gives its first issue.</summary>
    public JsonNode Issue(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{(int)Status}: {text}");
        Assert.Equal("application/fhir+json; charset=utf-8", ContentType);
        Assert.Equal("OperationOutcome", (string?)Json["resourceType"]);
        return Json["issue"]![0]!;
    }
}
