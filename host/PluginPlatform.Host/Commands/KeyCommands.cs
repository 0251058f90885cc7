using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform keys list</c>, <c>platform keys rotate</c>.</summary>
internal static class KeyCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create()
    {
        var list = new Command("list", "The keys that sign tokens, newest first.") { Json };
        list.SetAction((parsed, cancellationToken) => SendAsync(HttpMethod.Get, "/admin/api/keys", null, parsed, cancellationToken));
        var compromised = new Option<bool>("--compromised")
        {
            Description = "The old keys are in wrong hands: they stop at once, and every token they signed is void.",
        };
        var rotate = new Command("rotate", "Make the next keys: published now, signing in ten minutes; the old ones verify until their tokens expired.")
        {
            compromised, Json,
        };
        rotate.SetAction((parsed, cancellationToken) => SendAsync(
            HttpMethod.Post, "/admin/api/keys/rotate", new { compromised = parsed.GetValue(compromised) }, parsed, cancellationToken));
        return new("keys", "The keys that sign tokens.") { list, rotate };
    }

    private static async Task<int> SendAsync(HttpMethod method, string path, object? body, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(method, path, body, parsed.GetValue(Json), Lines, cancellationToken);
    }

    private static string Lines(JsonElement keys) => string.Join(Environment.NewLine, keys.EnumerateArray().Select(key =>
        $"{key.GetProperty("kid").GetString()} {key.GetProperty("algorithm").GetString()} {key.GetProperty("state").GetString()}, "
        + $"signs from {key.GetProperty("activeFrom").GetString()}"));
}
