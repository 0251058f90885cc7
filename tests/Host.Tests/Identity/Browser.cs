using System.Net;
using System.Net.Http.Json;

namespace Host.Tests.Identity;

/// <summary>Keeps cookies and follows no redirect.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(Uri address, CookieContainer? cookies = null)
    {
        Cookies = cookies ?? new();
        _http = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; }

    public Uri Address => _http.BaseAddress!;

    public async Task<HttpResponseMessage> SignInAsync(string name, string password, string? returnUrl = null)
    {
        var fields = new Dictionary<string, string>
        {
            ["username"] = name,
            ["password"] = password,
            ["__RequestVerificationToken"] = await _http.GetStringAsync("/form"),
        };
        if (returnUrl is not null)
        {
            fields["returnUrl"] = returnUrl;
        }

        return await PostAsync("/connect/sign-in", fields);
    }

    public async Task<HttpResponseMessage> SignOutAsync() => await PostAsync(
        "/connect/sign-out", new() { ["__RequestVerificationToken"] = await _http.GetStringAsync("/form") });

    public Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    public Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> fields) =>
        _http.PostAsync(path, new FormUrlEncodedContent(fields));

    public async Task<Who?> WhoAsync()
    {
        using var answer = await _http.GetAsync("/api/test/who");
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<Who>() : null;
    }

    /// <summary>Posts a form with an antiforgery field of this browser; gives where it leads.</summary>
    public async Task<string?> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        var form = fields.ToDictionary(field => field.Name, field => field.Value);
        form["__RequestVerificationToken"] = await _http.GetStringAsync("/form");
        using var answer = await PostAsync(path, form);
        return answer.StatusCode == HttpStatusCode.SeeOther ? answer.Headers.Location?.OriginalString : answer.StatusCode.ToString();
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public void Dispose() => _http.Dispose();
}
