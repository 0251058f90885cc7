using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform privacy retention [run | policy | status]</c>.</summary>
internal static class RetentionCommands
{
    private const string Api = "/admin/api/privacy/retention";

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create()
    {
        var dry = new Option<bool>("--dry-run") { Description = "Remove nothing; tell what would go." };
        var retention = new Command("retention", "End what the retention policies end, now instead of tonight.") { dry, Json, Policy(), Status() };
        retention.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Post, Api, new { dryRun = parsed.GetValue(dry) }, parsed.GetValue(Json), Lines,
                report => report.GetProperty("refused").ValueKind == JsonValueKind.Null ? 0 : 1, cancellationToken);
        });
        return retention;
    }

    private static Command Policy()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant.", Required = true };
        var audit = new Option<int?>("--audit-months") { Description = "Whole months of the audit trail; the longest of all tenants holds." };
        var below = new Option<bool?>("--below-minimum") { Description = "true: the six years of 45 CFR 164.316(b)(2)(i) do not bind this tenant." };
        var sessions = new Option<int?>("--session-days") { Description = "Ended sessions." };
        var links = new Option<int?>("--link-days") { Description = "Used links of invitations and forgotten passwords." };
        var dead = new Option<int?>("--dead-letter-days") { Description = "Events that no handler took." };
        var command = new Command("policy", "Say for how long a tenant keeps what is no longer needed; what is left out stays.") { tenant, audit, below, sessions, links, dead, Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var body = new
            {
                auditMonths = parsed.GetValue(audit), belowMinimum = parsed.GetValue(below), sessionDays = parsed.GetValue(sessions),
                linkDays = parsed.GetValue(links), deadLetterDays = parsed.GetValue(dead),
            };
            return await platform.SendAsync(
                HttpMethod.Put, $"{Api}/{Uri.EscapeDataString(parsed.GetRequiredValue(tenant))}", body, parsed.GetValue(Json), PolicyLine, cancellationToken);
        });
        return command;
    }

    private static Command Status()
    {
        var command = new Command("status", "Policies, and what the latest runs removed.") { Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(HttpMethod.Get, Api, null, parsed.GetValue(Json), StateLines, cancellationToken);
        });
        return command;
    }

    private static string Lines(JsonElement report)
    {
        var verb = report.GetProperty("dry").GetBoolean() ? "would go" : "removed";
        var lines = report.GetProperty("parts").EnumerateArray().Select(part =>
            $"{part.GetProperty("kind").GetString(),-13} {part.GetProperty("removed").GetInt64(),8} {verb} {string.Join(' ', part.GetProperty("months").EnumerateArray().Select(month => month.GetString()))}");
        return string.Join(Environment.NewLine, report.GetProperty("refused").GetString() is { } refused ? lines.Append("✗ " + refused) : lines);
    }

    private static string StateLines(JsonElement state) => string.Join(
        Environment.NewLine,
        state.GetProperty("policies").EnumerateArray().Select(PolicyLine).Concat(state.GetProperty("runs").EnumerateArray().Select(run =>
            $"{run.GetProperty("startedAt").GetDateTimeOffset():u} {run.GetProperty("kind").GetString(),-13} {run.GetProperty("removed").GetInt64(),8} removed{(run.GetProperty("finishedAt").ValueKind == JsonValueKind.Null ? ", not finished" : "")} {run.GetProperty("note").GetString()}")));

    private static string PolicyLine(JsonElement policy) =>
        $"{policy.GetProperty("tenant").GetString(),-16} audit {policy.GetProperty("auditMonths").GetInt32()} months{(policy.GetProperty("belowMinimum").GetBoolean() ? " (below the legal minimum)" : "")}, sessions {policy.GetProperty("sessionDays").GetInt32()}, links {policy.GetProperty("linkDays").GetInt32()}, dead letters {policy.GetProperty("deadLetterDays").GetInt32()} days";
}
