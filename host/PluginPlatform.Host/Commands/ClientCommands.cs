using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform client add</c>.</summary>
internal static class ClientCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create() => new("client", "API clients and apps.") { Add() };

    private static Command Add()
    {
        var id = new Option<string>("--id") { Description = "The client's id.", Required = true };
        var tenant = new Option<string>("--tenant") { Description = "The tenant whose data its tokens open.", Required = true };
        var name = new Option<string?>("--name") { Description = "Shown to users who are asked for consent; the id when left out." };
        var scopes = Many("--scope", "A scope it may ask for, such as system/*.cruds or patient/*.rs; may be repeated.", required: true);
        var grants = Many("--grant", "client_credentials (the default), authorization_code, refresh_token, device_code; may be repeated.");
        var redirects = Many("--redirect-uri", "Where users may be sent back to; may be repeated.");
        var signedOut = Many("--post-logout-redirect-uri", "Where users may be sent after they signed out; may be repeated.");
        var launch = new Option<string?>("--launch-uri") { Description = "Where the shell starts the app." };
        var generate = new Option<bool>("--secret-generate") { Description = "Make a secret of 256 bits (the default)." };
        var jwks = new Option<FileInfo?>("--jwks") { Description = "A file with the client's public keys as a JWK set; it has no secret then." };
        var isPublic = new Option<bool>("--public") { Description = "It cannot keep a secret: a program in a browser or on a phone." };
        var pushed = new Option<bool>("--require-pushed-authorization") { Description = "Take only pushed authorization requests." };
        var bound = new Option<bool>("--dpop-bound") { Description = "Bind each of its tokens to a key of its own." };
        var add = new Command("add", "Register a client; prints its secret once.")
        {
            id, tenant, name, scopes, grants, redirects, signedOut, launch, generate, jwks, isPublic, pushed, bound, Json,
        };
        add.SetAction(async (parsed, cancellationToken) =>
        {
            if (new[] { parsed.GetValue(generate), parsed.GetValue(isPublic), parsed.GetValue(jwks) is not null }.Count(chosen => chosen) > 1)
            {
                await Console.Error.WriteLineAsync("✗ Choose one of --secret-generate, --jwks and --public.");
                return 1;
            }

            if (parsed.GetValue(jwks) is { Exists: false } missing)
            {
                await Console.Error.WriteLineAsync($"✗ There is no file {missing.FullName}.");
                return 1;
            }

            return await SendAsync(
                new
                {
                    id = parsed.GetRequiredValue(id),
                    tenant = parsed.GetRequiredValue(tenant),
                    name = parsed.GetValue(name),
                    scopes = parsed.GetRequiredValue(scopes),
                    grants = parsed.GetValue(grants),
                    redirectUris = parsed.GetValue(redirects),
                    postLogoutRedirectUris = parsed.GetValue(signedOut),
                    launchUri = parsed.GetValue(launch),
                    jwks = parsed.GetValue(jwks) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellationToken) : null,
                    isPublic = parsed.GetValue(isPublic),
                    requirePushedAuthorization = parsed.GetValue(pushed),
                    dpopBound = parsed.GetValue(bound),
                },
                parsed, cancellationToken);
        });
        return add;
    }

    private static Option<string[]> Many(string name, string description, bool required = false) =>
        new(name) { Description = description, Required = required, AllowMultipleArgumentsPerToken = true };

    private static async Task<int> SendAsync(object body, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(HttpMethod.Post, "/admin/api/clients", body, parsed.GetValue(Json), Lines, cancellationToken);
    }

    private static string Lines(JsonElement made) => string.Join(Environment.NewLine, made.EnumerateObject().Select(p => $"{p.Name}: {p.Value}"));
}
