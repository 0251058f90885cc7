using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform client add | list | deactivate | activate | secret | limit</c>.</summary>
internal static class ClientCommands
{
    private const string Clients = "/admin/api/clients";

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create() => new("client", "API clients and apps.")
    {
        Add(), List(),
        Change("deactivate", "Refuse a client and its tokens from now on."),
        Change("activate", "Let a client in again."),
        Change("secret", "Make another secret for a client, in place of its old one; prints it once."),
        Limit(),
    };

    private static Command Add()
    {
        var id = new Option<string>("--id") { Description = "The client's id.", Required = true };
        var tenant = new Option<string>("--tenant") { Description = "The tenant whose data its tokens open.", Required = true };
        var name = new Option<string?>("--name") { Description = "Shown to users who are asked for consent; the id when left out." };
        var scopes = Many("--scope", "A scope it may ask for, such as system/*.cruds or patient/*.rs; may be repeated.", required: true);
        var grants = Many("--grant", "client_credentials (the default), authorization_code, refresh_token, device_code; may be repeated.");
        var redirects = Many("--redirect-uri", "Where users may be sent back to; may be repeated.");
        var signedOut = Many("--post-logout-redirect-uri", "Where users may be sent after they signed out; may be repeated.");
        var launch = new Option<string?>("--launch-url", "--launch-uri") { Description = "Where the app is started from a patient's chart (SMART App Launch): https, or http on a loopback address." };
        var approved = new Option<bool>("--pre-approved") { Description = "Agree for the tenant's people: started from a chart, it asks nobody and opens inside the chart." };
        var generate = new Option<bool>("--secret-generate") { Description = "Make a secret of 256 bits (the default)." };
        var jwks = new Option<FileInfo?>("--jwks") { Description = "A file with the client's public keys as a JWK set; it has no secret then." };
        var isPublic = new Option<bool>("--public") { Description = "It cannot keep a secret: a program in a browser or on a phone." };
        var pushed = new Option<bool>("--require-pushed-authorization") { Description = "Take only pushed authorization requests." };
        var bound = new Option<bool>("--dpop-bound") { Description = "Bind each of its tokens to a key of its own." };
        var add = new Command("add", "Register a client; prints its secret once.")
        {
            id, tenant, name, scopes, grants, redirects, signedOut, launch, approved, generate, jwks, isPublic, pushed, bound, Json,
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
                HttpMethod.Post, Clients,
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
                    preApproved = parsed.GetValue(approved),
                    jwks = parsed.GetValue(jwks) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellationToken) : null,
                    isPublic = parsed.GetValue(isPublic),
                    requirePushedAuthorization = parsed.GetValue(pushed),
                    dpopBound = parsed.GetValue(bound),
                },
                Lines, parsed, cancellationToken);
        });
        return add;
    }

    private static Command List()
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant's clients." };
        var search = new Option<string?>("--search") { Description = "Part of an id or name." };
        var list = new Command("list", "Clients by id, at most 200.") { tenant, search, Json };
        list.SetAction((parsed, cancellationToken) =>
        {
            var query = new QueryString().Add("limit", "200").Add("search", parsed.GetValue(search) ?? "");
            query = parsed.GetValue(tenant) is { } only ? query.Add("tenant", only) : query;
            return SendAsync(HttpMethod.Get, Clients + query, null, ListLines, parsed, cancellationToken);
        });
        return list;
    }

    private static Command Change(string word, string description)
    {
        var client = new Argument<string>("client") { Description = "The client's id." };
        var command = new Command(word, description) { client, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Post, $"{Clients}/{word}", new { id = parsed.GetRequiredValue(client) }, Lines, parsed, cancellationToken));
        return command;
    }

    private static Command Limit()
    {
        var client = new Argument<string>("client") { Description = "The client's id." };
        var limit = new Option<int?>("--requests-per-minute") { Description = "How many requests it may make in a minute; left out, the platform's limit holds." };
        var command = new Command("limit", "Limit how often a client may ask.") { client, limit, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Put, $"{Clients}/limit",
            new { id = parsed.GetRequiredValue(client), requestsPerMinute = parsed.GetValue(limit) }, Lines, parsed, cancellationToken));
        return command;
    }

    private static Option<string[]> Many(string name, string description, bool required = false) =>
        new(name) { Description = description, Required = required, AllowMultipleArgumentsPerToken = true };

    private static async Task<int> SendAsync(
        HttpMethod method, string path, object? body, Func<JsonElement, string> lines, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(method, path, body, parsed.GetValue(Json), lines, cancellationToken);
    }

    private static string Lines(JsonElement made) => string.Join(Environment.NewLine, made.EnumerateObject().Select(p => $"{p.Name}: {p.Value}"));

    private static string ListLines(JsonElement clients) => string.Join(Environment.NewLine, clients.EnumerateArray().Select(client =>
    {
        var grants = string.Join(' ', client.GetProperty("grants").EnumerateArray().Select(grant => grant.GetString()));
        var state = client.GetProperty("active").GetBoolean() ? "active" : "deactivated";
        return $"{client.GetProperty("id").GetString(),-32} {client.GetProperty("tenant").GetString(),-16} {state,-12} {client.GetProperty("authentication").GetString(),-16} {grants}";
    }));
}
