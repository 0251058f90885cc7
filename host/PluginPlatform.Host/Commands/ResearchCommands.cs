using System.CommandLine;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform privacy deidentify</c>.</summary>
internal static class ResearchCommands
{
    private const string PatientLine = """{"resourceType":"Patient",""";

    public static Command Deidentify()
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant.", Required = true };
        var group = new Option<string?>("--group") { Description = "Only the patients of this FHIR Group." };
        var all = new Option<bool>("--all") { Description = "Every patient." };
        var dates = new Option<string>("--dates") { Description = "year: safe harbour (45 CFR 164.514(b)(2)). shift: intervals stay; NOT safe harbour.", DefaultValueFactory = _ => "year" };
        var systems = new Option<string[]?>("--code-system") { Description = "A further code system whose codes name nobody; may be repeated." };
        var output = new Option<string>("--out") { Description = "The file to write, NDJSON; must not be there yet.", Required = true };
        var reason = new Option<string>("--reason") { Description = "Why; goes into the audit trail.", Required = true };
        var json = new Option<bool>("--json") { Description = "Print JSON only." };
        var command = new Command("deidentify", "Write a tenant's records for research, de-identified: no names, places, numbers, texts or days.")
        {
            tenant, group, all, dates, systems, output, reason, json,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(output));
            if (File.Exists(file))
            {
                await Console.Error.WriteLineAsync($"✗ {file} is there already; name another file.");
                return 1;
            }

            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var body = new
            {
                tenant = parsed.GetRequiredValue(tenant), all = parsed.GetValue(all), group = parsed.GetValue(group), dates = parsed.GetValue(dates),
                codeSystems = parsed.GetValue(systems), reason = parsed.GetRequiredValue(reason),
            };
            return await platform.DownloadAsync("/admin/api/privacy/deidentify", body, file, cancellationToken) is var code and not 0
                ? code
                : await ReportAsync(file, parsed.GetValue(dates) == "year", parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ReportAsync(string file, bool safeHarbour, bool json, CancellationToken cancellationToken)
    {
        var (patients, records) = (0L, 0L);
        await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
        {
            records++;
            patients += line.StartsWith(PatientLine, StringComparison.Ordinal) ? 1 : 0;
        }

        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { file, patients, records, safeHarbour })
            : $"{file}: {patients} patients, {records} records. {(safeHarbour
                ? "Safe harbour (45 CFR 164.514(b)(2)): provided that you do not know that somebody could be told from it."
                : "NOT safe harbour: days were moved, not removed. It needs an expert's determination or a data use agreement.")}");
        return 0;
    }
}
