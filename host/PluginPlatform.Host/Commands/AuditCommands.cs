using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform audit verify</c>.</summary>
internal static class AuditCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create()
    {
        var verify = new Command("verify", "Walk the whole audit trail; tells where it is not what was sealed. Ends with 1 when it finds something.") { Json };
        verify.SetAction(VerifyAsync);
        return new("audit", "The audit trail.") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var platform = await OperatorClient.OpenAsync(cancellationToken);
        return await platform.SendAsync(
            HttpMethod.Post, "/admin/api/audit/verify", null, parsed.GetValue(Json), Lines, report => report.GetProperty("sound").GetBoolean() ? 0 : 1, cancellationToken);
    }

    private static string Lines(JsonElement report)
    {
        var sum = string.Create(CultureInfo.InvariantCulture, $"""
            {report.GetProperty("rows").GetInt64():N0} rows in {report.GetProperty("seals").GetInt64():N0} seals walked in {report.GetProperty("seconds").GetDouble():N1} s ({report.GetProperty("rowsPerSecond").GetDouble():N0} rows/s)
            {report.GetProperty("anchoredChains")} chains anchored here, {report.GetProperty("otherChains")} of other hosts; {report.GetProperty("unsealed")} rows wait for their seal
            """);
        var dropped = report.GetProperty("dropped").EnumerateArray().Select(month =>
            $"  {month.GetProperty("month").GetString()![..7]} dropped by policy ({month.GetProperty("kept").GetInt32()} months), {month.GetProperty("rows").GetInt64()} rows, sealed root {month.GetProperty("root").GetString()}");
        var findings = report.GetProperty("findings").EnumerateArray().Select(Line);
        var verdict = report.GetProperty("sound").GetBoolean()
            ? "✓ The trail is what was sealed."
            : $"✗ {report.GetProperty("findingCount")} places are not what was sealed. The first is at position {report.GetProperty("findings")[0].GetProperty("position")}.";
        return string.Join(Environment.NewLine, [sum, .. dropped, .. findings, verdict]);
    }

    private static string Line(JsonElement finding)
    {
        var (first, last) = (finding.GetProperty("position").GetInt64(), finding.GetProperty("until").GetInt64());
        var row = finding.GetProperty("row") is { ValueKind: JsonValueKind.String } id ? $" row {id.GetString()}" : "";
        return $"✗ {finding.GetProperty("kind").GetString(),-11} {(first == last ? $"position {first}" : $"positions {first} to {last}")}{row} of chain {finding.GetProperty("chain").GetString()}";
    }
}
