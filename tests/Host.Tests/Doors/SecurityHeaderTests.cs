using System.Net.Http.Headers;
using System.Text;
using Host.Tests.Admin;
using Host.Tests.Plugins;

namespace Host.Tests.Doors;

/// <summary>Every answer carries the headers that bind a browser, whatever it is and whoever writes it.</summary>
[Collection(AdministrationCollection.Name)]
public sealed class SecurityHeaderTests(FixturePlatform fixture)
{
    // Method, path, who asks, and the status that shows that the row tests what it says.
    [Theory]
    [InlineData("GET", "/sign-in", "", 200)]
    [InlineData("GET", "/", "page", 302)]
    [InlineData("GET", "/", "", 401)]
    [InlineData("GET", "/", "page nurse", 200)]
    [InlineData("GET", "/no-such-page", "page nurse", 404)]
    [InlineData("GET", "/no-such-page", "", 404)]
    [InlineData("GET", "/admin/users", "page nurse", 403)]
    [InlineData("GET", "/admin/api/users", "", 401)]
    [InlineData("GET", "/admin/api/users", "nurse", 403)]
    [InlineData("POST", "/admin/api/users", "admin broken", 400)]
    [InlineData("GET", "/api/hello/where", "", 401)]
    [InlineData("GET", "/api/hello/where", "purpose", 400)]
    [InlineData("GET", "/api/no-such/plugin", "", 404)]
    [InlineData("GET", "/api/slow/throw", "clinician", 500)]
    [InlineData("GET", "/api/slow/hang", "clinician", 504)]
    [InlineData("GET", "/connect/authorize", "", 400)]
    [InlineData("GET", "/connect/token", "", 405)]
    [InlineData("POST", "/connect/token", "", 400)]
    [InlineData("POST", "/connect/sign-in", "", 400)]
    [InlineData("GET", "/connect/jwks", "", 200)]
    [InlineData("GET", "/connect/userinfo", "", 401)]
    [InlineData("GET", "/health/live", "", 200)]
    [InlineData("GET", "/_content/PluginPlatform.Shell/css/look.css", "", 200)]
    public async Task Answer_OfAnySort_CarriesTheSecurityHeaders(string method, string path, string how, int status)
    {
        using var http = await ClientAsync(how);
        using var request = new HttpRequestMessage(new(method), path);
        if (how.Contains("page", StringComparison.Ordinal))
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        }

        if (how.Contains("purpose", StringComparison.Ordinal))
        {
            request.Headers.Add("Purpose-Of-Use", "CURIOSITY");
        }

        if (how.Contains("broken", StringComparison.Ordinal))
        {
            request.Content = new StringContent("{", Encoding.UTF8, "application/json");
        }

        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, (int)answer.StatusCode);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src '", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors '", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Contains(Assert.Single(answer.Headers.GetValues("Referrer-Policy")), new[] { "same-origin", "no-referrer" });
        Assert.Equal("same-origin", Assert.Single(answer.Headers.GetValues("Cross-Origin-Opener-Policy")));
        Assert.True(answer.Headers.Contains("Permissions-Policy"));
        Assert.NotEmpty(Assert.Single(answer.Headers.GetValues("X-Request-Id")));
        Assert.False(answer.Headers.Contains("Server"));
    }

    private async Task<HttpClient> ClientAsync(string how) =>
        how.Contains("nurse", StringComparison.Ordinal) ? await fixture.Platform.AdminAsync("nurse@demo")
        : how.Contains("admin", StringComparison.Ordinal) ? await fixture.Platform.AdminAsync("admin@demo")
        : how.Contains("clinician", StringComparison.Ordinal) ? await fixture.Platform.SignedInAsync()
        : fixture.Platform.Anonymous();
}
