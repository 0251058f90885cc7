using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform access explain</c>.</summary>
internal static class AccessCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create()
    {
        var user = new Option<string>("--user") { Description = "User name or id.", Required = true };
        var subject = new Option<string>("--subject") { Description = "The data subject's id, such as a Patient's.", Required = true };
        var kind = new Option<string?>("--kind") { Description = "A data kind such as Observation; any when left out." };
        var explain = new Command("explain", "Why may this user see this patient, or why not?") { user, subject, kind, Json };
        explain.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new QueryString().Add("user", parsed.GetRequiredValue(user)).Add("subject", parsed.GetRequiredValue(subject));
            query = parsed.GetValue(kind) is { } only ? query.Add("kind", only) : query;
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(HttpMethod.Get, "/admin/api/access/explain" + query, null, parsed.GetValue(Json), Lines, cancellationToken);
        });
        return new("access", "Who may see whom.") { explain };
    }

    private static string Lines(JsonElement explanation) => string.Join(Environment.NewLine, explanation.GetProperty("steps").EnumerateArray()
        .Select(step => $"{(step.GetProperty("passed").GetBoolean() ? "✓" : "✗")} {step.GetProperty("rule").GetString(),-12} {step.GetProperty("text").GetString()}")
        .Prepend($"{(explanation.GetProperty("allowed").GetBoolean() ? "May see" : "May not see")}, by the rule: {explanation.GetProperty("rule").GetString()}"));
}
