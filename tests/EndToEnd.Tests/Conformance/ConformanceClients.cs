using System.Security.Cryptography;
using System.Text.Json;
using EndToEnd.Tests.Documentation;
using Microsoft.IdentityModel.Tokens;

namespace EndToEnd.Tests.Conformance;

/// <summary>The clients of the conformance suite, registered as an administrator would: by command.</summary>
internal sealed class ConformanceClients(RunScript platform)
{
    private const string UserScopes = "--scope openid --scope profile --scope fhirUser --scope offline_access --scope 'user/*.rs'";
    private const string CodeGrants = "--grant authorization_code --grant refresh_token";

    /// <returns>The file that tells the suite everything.</returns>
    public async Task<string> RegisterAsync()
    {
        await JsonAsync("platform tenant add elsewhere --name Elsewhere --json");
        var clients = new Dictionary<string, Dictionary<string, object?>>
        {
            ["web"] = await WebAsync("conf-web", "https://client.example/cb"),
            ["other"] = await WebAsync("conf-other", "https://other.example/cb"),
            ["spa"] = await AddAsync("conf-spa", $"--public --redirect-uri http://127.0.0.1/cb {CodeGrants} {UserScopes}", "http://127.0.0.1/cb"),
            ["device"] = await AddAsync("conf-device", "--public --grant urn:ietf:params:oauth:grant-type:device_code --scope openid", null),
            ["machine"] = await AddAsync("conf-machine", "--secret-generate --grant client_credentials --scope 'system/*.rs'", null),
            ["foreign"] = await AddAsync("conf-foreign", "--secret-generate --grant client_credentials --scope 'system/*.rs'", null, "elsewhere"),
            ["service"] = await ServiceAsync(),
        };
        var file = Path.Combine(platform.Folder, "conformance.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { address = platform.Address.GetLeftPart(UriPartial.Authority), clients }));
        return file;
    }

    private async Task<Dictionary<string, object?>> WebAsync(string id, string redirect)
    {
        var loggedOut = redirect.Replace("/cb", "/bye", StringComparison.Ordinal);
        var client = await AddAsync(id, $"--secret-generate --redirect-uri {redirect} --post-logout-redirect-uri {loggedOut} {CodeGrants} {UserScopes}", redirect);
        client["loggedOut"] = loggedOut;
        return client;
    }

    private async Task<Dictionary<string, object?>> ServiceAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var p = key.ExportParameters(includePrivateParameters: true);
        var open = new Dictionary<string, string>
        {
            ["kty"] = "EC", ["crv"] = "P-384", ["use"] = "sig", ["alg"] = "ES384", ["kid"] = "conf-1",
            ["x"] = Base64UrlEncoder.Encode(p.Q.X), ["y"] = Base64UrlEncoder.Encode(p.Q.Y),
        };
        var file = Path.Combine(platform.Folder, "service.jwks");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(new { keys = new[] { open } }));
        var client = await AddAsync("conf-service", $"--jwks {file} --grant client_credentials --scope 'system/*.rs'", null);
        client["jwk"] = new Dictionary<string, string>(open) { ["d"] = Base64UrlEncoder.Encode(p.D) };
        return client;
    }

    private async Task<Dictionary<string, object?>> AddAsync(string id, string options, string? redirect, string tenant = "demo")
    {
        var made = await JsonAsync($"platform client add --id {id} --tenant {tenant} {options} --json");
        return new() { ["id"] = id, ["redirect"] = redirect, ["secret"] = made.TryGetProperty("secret", out var secret) ? secret.GetString() : null };
    }

    private async Task<JsonElement> JsonAsync(string command)
    {
        var (code, output) = await platform.TypeAsync(command);
        Assert.True(code == 0, $"{command}\n{output}");
        return JsonDocument.Parse(output).RootElement;
    }
}
