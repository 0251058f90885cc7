using System.CommandLine;
using System.IO.Compression;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform tenant list | suspend | resume | set | export | delete</c>.</summary>
internal static class TenantCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command List()
    {
        var list = new Command("list", "Every tenant with its state; a deleted one stays as its tombstone.") { Json };
        list.SetAction((parsed, cancellationToken) => SendAsync(HttpMethod.Get, "", null, parsed, Lines, cancellationToken));
        return list;
    }

    public static Command Move(string word)
    {
        var (id, reason) = (Id(), Reason());
        var command = new Command(word, word == "suspend" ? "End sign-in, tokens and circuits of a tenant; its data stays." : "Open a suspended tenant again.") { id, reason, Json };
        command.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Post, $"/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/{word}", new { reason = parsed.GetRequiredValue(reason) }, parsed, Line, cancellationToken));
        return command;
    }

    public static Command Set()
    {
        var id = Id();
        var hosts = new Option<string[]?>("--host") { Description = "Host names that mean this tenant before sign-in; may be repeated. Replaces the others." };
        var careTeam = new Option<bool?>("--care-team") { Description = "true: those who treat see only patients they are in the care team of." };
        var minutes = new Option<int?>("--break-glass-minutes") { Description = "How long emergency access lasts, 5 to 1440." };
        var over = new Option<bool?>("--break-glass-over-consent") { Description = "true: emergency access opens what a patient withholds from those who treat." };
        var set = new Command("set", "Change a tenant's settings; what is left out stays.") { id, hosts, careTeam, minutes, over, Json };
        set.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Put, $"/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/settings",
            new
            {
                hosts = parsed.GetValue(hosts) is { Length: > 0 } some ? some : null, careTeam = parsed.GetValue(careTeam),
                breakGlassMinutes = parsed.GetValue(minutes), breakGlassOverConsent = parsed.GetValue(over),
            },
            parsed, Line, cancellationToken));
        return set;
    }

    public static Command Export()
    {
        var (id, reason) = (Id(), Reason());
        var output = new Option<string>("--out") { Description = "The archive to write; must not be there yet.", Required = true };
        var export = new Command("export", "Write everything a tenant has into a zip. It holds patient data: keep it safe.") { id, output, reason, Json };
        export.SetAction(async (parsed, cancellationToken) =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(output));
            if (File.Exists(file))
            {
                await Console.Error.WriteLineAsync($"✗ {file} is there already; name another file.");
                return 1;
            }

            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var path = $"/admin/api/tenants/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/export";
            return await platform.DownloadAsync(path, new { reason = parsed.GetRequiredValue(reason) }, file, cancellationToken) is var code and not 0
                ? code
                : await ManifestAsync(file, parsed.GetValue(Json), cancellationToken);
        });
        return export;
    }

    public static Command Delete()
    {
        var (id, reason) = (Id(), Reason());
        var name = new Option<string>("--name") { Description = "The tenant's name, typed as it is shown.", Required = true };
        var delete = new Command("delete", "Delete a suspended tenant: rows of every schema, users and clients. Broken off, it goes on when asked again.") { id, name, reason, Json };
        delete.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Post, $"/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/delete",
            new { name = parsed.GetRequiredValue(name), reason = parsed.GetRequiredValue(reason) }, parsed, Receipt, cancellationToken));
        return delete;
    }

    private static Argument<string> Id() => new("id") { Description = "The tenant's id." };

    private static Option<string> Reason() => new("--reason") { Description = "Why; goes into the audit trail.", Required = true };

    private static async Task<int> SendAsync(
        HttpMethod method, string path, object? body, ParseResult parsed, Func<JsonElement, string> line, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(method, "/admin/api/tenants" + path, body, parsed.GetValue(Json), line, cancellationToken);
    }

    private static async Task<int> ManifestAsync(string file, bool json, CancellationToken cancellationToken)
    {
        await using var zip = await ZipFile.OpenReadAsync(file, cancellationToken);
        if (zip.GetEntry("manifest.json") is not { } entry)
        {
            await Console.Error.WriteLineAsync($"✗ {file} is not whole: the host broke off. Export again.");
            return 1;
        }

        await using var stream = await entry.OpenAsync(cancellationToken);
        var manifest = await JsonSerializer.DeserializeAsync<JsonElement>(stream, cancellationToken: cancellationToken);
        var rows = manifest.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("rows").GetInt64());
        Console.WriteLine(json ? manifest.GetRawText() : $"{file}: {manifest.GetProperty("parts").GetArrayLength()} parts, {rows} rows");
        return 0;
    }

    private static string Lines(JsonElement tenants) => string.Join(Environment.NewLine, tenants.EnumerateArray().Select(Line));

    private static string Line(JsonElement tenant) =>
        $"{tenant.GetProperty("id").GetString(),-16} {tenant.GetProperty("state").GetString(),-10} {tenant.GetProperty("users").GetInt64(),5} users {tenant.GetProperty("clients").GetInt64(),4} clients  {tenant.GetProperty("name").GetString()}";

    private static string Receipt(JsonElement deleted)
    {
        var tables = deleted.GetProperty("tables").EnumerateArray().Where(table => table.GetProperty("before").GetInt64() > 0).ToList();
        return string.Join(Environment.NewLine, tables
            .Select(table => $"{table.GetProperty("schema").GetString()}.{table.GetProperty("table").GetString(),-24} {table.GetProperty("removed").GetInt64()} rows removed")
            .Append(Line(deleted.GetProperty("tenant"))));
    }
}
