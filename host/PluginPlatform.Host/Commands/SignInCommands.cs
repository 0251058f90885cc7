using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform user reset-second-factor</c>.</summary>
internal static class SignInCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command ResetSecondFactor()
    {
        var name = new Argument<string>("name") { Description = "Whose phone and recovery codes are lost." };
        var reset = new Command("reset-second-factor", "Take somebody's second factor away and end the sessions.") { name, Json };
        reset.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Post, $"/admin/api/users/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/second-factor/reset", new { },
                parsed.GetValue(Json), Lines, cancellationToken);
        });
        return reset;
    }

    private static string Lines(JsonElement answer) => $"{answer.GetProperty("userName")} signs in with the password alone now.";
}
