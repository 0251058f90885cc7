using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform plugin list | on | off</c>.</summary>
internal static class PluginCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create() => new("plugin", "See and switch plugins.") { List(), Switch("on", true), Switch("off", false) };

    private static Command List()
    {
        var list = new Command("list", "Every plugin with its state and, when it is not active, why.") { Json };
        list.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(HttpMethod.Get, "/admin/api/plugins/list", null, parsed.GetValue(Json), Lines, cancellationToken);
        });
        return list;
    }

    private static Command Switch(string word, bool enabled)
    {
        var id = new Argument<string>("id") { Description = "The plugin's id." };
        var reason = new Option<string?>("--reason") { Description = "Why; goes into the audit trail.", Required = !enabled };
        var command = new Command(word, $"Switch a plugin {word} in plugins.json.") { id, reason, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var body = new { enabled, reason = parsed.GetValue(reason) };
            return await platform.SendAsync(
                HttpMethod.Post, $"/admin/api/plugins/{Uri.EscapeDataString(parsed.GetRequiredValue(id))}/switch", body,
                parsed.GetValue(Json), Line, cancellationToken);
        });
        return command;
    }

    private static string Lines(JsonElement plugins) => string.Join(Environment.NewLine, plugins.EnumerateArray().Select(Line));

    private static string Line(JsonElement plugin)
    {
        var reason = plugin.GetProperty("reason").GetString();
        return $"{plugin.GetProperty("id").GetString(),-16} {plugin.GetProperty("state").GetString(),-10} {plugin.GetProperty("version").GetString(),-10} {reason} {(reason is null ? null : plugin.GetProperty("mend").GetString())}".TrimEnd();
    }
}
