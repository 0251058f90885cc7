using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform encryption status | rotate | rewrap | shred</c>.</summary>
internal static class EncryptionCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create() => new("encryption", "Keys by which tenants' data are encrypted.") { Status(), Rotate(), Rewrap(), Shred() };

    private static Command Status()
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only this tenant." };
        var command = new Command("status", "Data keys, and how far re-encryption came.") { tenant, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(HttpMethod.Get, StatusPath(parsed.GetValue(tenant)), null, parsed.GetValue(Json), Lines, cancellationToken);
        });
        return command;
    }

    private static Command Rotate()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant.", Required = true };
        var noWait = new Option<bool>("--no-wait") { Description = "Do not wait for re-encryption; the running host goes on with it." };
        var command = new Command("rotate", "Give a tenant a new data key and re-encrypt its columns.") { tenant, noWait, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var name = parsed.GetRequiredValue(tenant);
            var json = parsed.GetValue(Json);
            var started = await platform.AskAsync(HttpMethod.Post, "/admin/api/encryption/rotate", new { tenant = name }, cancellationToken);
            while (started is { } status && !parsed.GetValue(noWait) && !IsDone(status))
            {
                await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, ColumnLines(status)));
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                started = await platform.AskAsync(HttpMethod.Get, StatusPath(name), null, cancellationToken);
            }

            if (started is { } last)
            {
                Console.WriteLine(json ? last.GetRawText() : Lines(last));
            }

            return started is null ? 1 : 0;
        });
        return command;
    }

    private static Command Rewrap()
    {
        var master = new Option<bool>("--new-master-key") { Description = "Make a new master key first." };
        var command = new Command("rewrap", "Wrap every data key by the current master or external key.") { master, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Post, "/admin/api/encryption/rewrap", new { newMasterKey = parsed.GetValue(master) }, parsed.GetValue(Json),
                answer => $"{answer.GetProperty("rewrapped").GetInt32()} data keys are now wrapped by {answer.GetProperty("wrappedBy").GetString()}", cancellationToken);
        });
        return command;
    }

    private static Command Shred()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; goes into the audit trail.", Required = true };
        var confirm = new Option<string?>("--confirm") { Description = "\"destroy <tenant>\"; asked for when left out." };
        var command = new Command("shred", "Destroy a tenant's keys: what was encrypted with them is gone for good.") { tenant, reason, confirm, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(tenant);
            var typed = parsed.GetValue(confirm);
            if (typed is null)
            {
                await Console.Error.WriteLineAsync($"Everything encrypted for {name} will be gone for good. Type: destroy {name}");
                typed = await Console.In.ReadLineAsync(cancellationToken) ?? "";
            }

            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Post, "/admin/api/encryption/shred", new { tenant = name, confirm = typed, reason = parsed.GetRequiredValue(reason) },
                parsed.GetValue(Json), answer => $"{answer.GetProperty("destroyed").GetInt32()} keys of {name} are destroyed", cancellationToken);
        });
        return command;
    }

    private static string StatusPath(string? tenant) =>
        "/admin/api/encryption" + (tenant is null ? "" : $"?tenant={Uri.EscapeDataString(tenant)}");

    private static bool IsDone(JsonElement status) => status.GetProperty("columns").EnumerateArray().All(c => c.GetProperty("done").GetBoolean());

    private static string Lines(JsonElement status) => string.Join(Environment.NewLine,
        [$"wrapped by {status.GetProperty("currentWrappingKey").GetString()}", .. status.GetProperty("keys").EnumerateArray().Select(KeyLine), .. ColumnLines(status)]);

    private static string KeyLine(JsonElement key) =>
        $"{key.GetProperty("tenant").GetString(),-20} key {key.GetProperty("id").GetInt32(),-6} {key.GetProperty("use").GetString(),-6} {key.GetProperty("state").GetString(),-9} {key.GetProperty("wrappedBy").GetString()} {key.GetProperty("createdAt").GetDateTimeOffset().ToString("u", CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> ColumnLines(JsonElement status) => status.GetProperty("columns").EnumerateArray().Select(c =>
    {
        var blocks = c.GetProperty("blocks").GetInt64();
        var percent = c.GetProperty("done").GetBoolean() ? 100 : blocks == 0 ? 0 : 100 * c.GetProperty("blocksDone").GetInt64() / blocks;
        return $"{c.GetProperty("tenant").GetString(),-20} {c.GetProperty("column").GetString(),-40} {percent,3} % {c.GetProperty("rewritten").GetInt64()} rewritten, {c.GetProperty("unreadable").GetInt64()} unreadable";
    });
}
