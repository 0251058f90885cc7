using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PluginPlatform.Host.Commands;

/// <summary><c>platform privacy export</c>, <c>erase</c>, <c>hold</c> and <c>release</c>.</summary>
internal static class PrivacyCommands
{
    private const string Api = "/admin/api/privacy";

    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON only." };

    public static Command Create() => new("privacy", "Patients' rights, research exports, and for how long things are kept.")
    {
        Export(), Erase(), Hold(), Release(), ResearchCommands.Deidentify(), RetentionCommands.Create(),
    };

    private static Command Export()
    {
        var (tenant, subject, reason) = (Tenant(), Subject(), Reason());
        var output = new Option<string>("--out") { Description = "The zip to write; must not be there yet.", Required = true };
        var history = new Option<bool>("--history") { Description = "Older versions come too." };
        var export = new Command("export", "Write everything about a patient into a zip. It holds patient data: keep it safe.") { tenant, subject, reason, output, history };
        export.SetAction(async (parsed, cancellationToken) =>
        {
            var file = Path.GetFullPath(parsed.GetRequiredValue(output));
            if (File.Exists(file))
            {
                await Console.Error.WriteLineAsync($"✗ {file} is there already; name another file.");
                return 1;
            }

            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var body = new { subject = Id(parsed.GetRequiredValue(subject)), reason = parsed.GetRequiredValue(reason), history = parsed.GetValue(history) };
            var code = await platform.DownloadAsync($"{Api}/exports{Of(parsed.GetRequiredValue(tenant))}", body, file, cancellationToken);
            Console.Write(code == 0 ? $"✓ Written to {file}{Environment.NewLine}" : "");
            return code;
        });
        return export;
    }

    private static Command Erase()
    {
        var (tenant, subject, reason) = (Tenant(), Subject(), Reason());
        var confirm = new Option<string?>("--confirm") { Description = "The patient's id once more: erases. Without it only the plan is printed." };
        var shared = new Option<bool>("--with-shared") { Description = "Rows that are about somebody else as well go too." };
        var erase = new Command("erase", "Plan the erasure of a patient; with --confirm carry it out, or go on where it was broken off.") { tenant, subject, reason, confirm, shared, Json };
        erase.SetAction(async (parsed, cancellationToken) =>
        {
            var of = Of(parsed.GetRequiredValue(tenant));
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            var plan = new { subject = Id(parsed.GetRequiredValue(subject)), reason = parsed.GetRequiredValue(reason) };
            if (parsed.GetValue(confirm) is not { } typed)
            {
                return await platform.SendAsync(HttpMethod.Post, $"{Api}/erasures{of}", plan, parsed.GetValue(Json), Lines, cancellationToken);
            }

            return await platform.AskAsync(HttpMethod.Post, $"{Api}/erasures{of}", plan, cancellationToken) is { } planned
                ? await platform.SendAsync(
                    HttpMethod.Post, $"{Api}/erasures/{planned.GetProperty("id").GetGuid()}/run{of}",
                    new { subject = Id(typed), withShared = parsed.GetValue(shared) }, parsed.GetValue(Json), Lines,
                    answer => answer.GetProperty("state").GetString() == "finished" ? 0 : 1, cancellationToken)
                : 1;
        });
        return erase;
    }

    private static Command Hold()
    {
        var (tenant, subject, reason) = (Tenant(), Subject(), Reason());
        var until = new Option<DateTimeOffset?>("--until") { Description = "When the hold ends by itself; never when left out." };
        var hold = new Command("hold", "Keep a patient from being erased.") { tenant, subject, reason, until, Json };
        hold.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Post, $"{Api}/holds{Of(parsed.GetRequiredValue(tenant))}",
                new { subject = Id(parsed.GetRequiredValue(subject)), reason = parsed.GetRequiredValue(reason), until = parsed.GetValue(until) },
                parsed.GetValue(Json), answer => $"✓ Held: {answer.GetProperty("id").GetGuid()}", cancellationToken);
        });
        return hold;
    }

    private static Command Release()
    {
        var tenant = Tenant();
        var id = new Argument<Guid>("hold") { Description = "The hold's id." };
        var release = new Command("release", "Release a legal hold.") { id, tenant, Json };
        release.SetAction(async (parsed, cancellationToken) =>
        {
            await using var platform = await OperatorClient.OpenAsync(cancellationToken);
            return await platform.SendAsync(
                HttpMethod.Delete, $"{Api}/holds/{parsed.GetRequiredValue(id)}{Of(parsed.GetRequiredValue(tenant))}", null,
                parsed.GetValue(Json), _ => "✓ Released", cancellationToken);
        });
        return release;
    }

    private static Option<string> Tenant() => new("--tenant") { Description = "The tenant.", Required = true };

    private static Option<string> Subject() => new("--subject") { Description = "The patient: Patient/<id> or the id.", Required = true };

    private static Option<string> Reason() => new("--reason") { Description = "Why; goes into the audit trail. Name nobody in it.", Required = true };

    private static QueryString Of(string tenant) => new QueryString().Add("tenant", tenant);

    private static string Id(string subject) => subject.StartsWith("Patient/", StringComparison.Ordinal) ? subject["Patient/".Length..] : subject;

    private static string Lines(JsonElement erasure)
    {
        var text = new StringBuilder($"{erasure.GetProperty("subject").GetString()}: {erasure.GetProperty("state").GetString()}");
        foreach (var table in erasure.GetProperty("tables").EnumerateArray())
        {
            var left = table.GetProperty("left");
            text.AppendLine().Append(
                CultureInfo.InvariantCulture,
                $"  {table.GetProperty("schema").GetString()}.{table.GetProperty("table").GetString(),-24} {table.GetProperty("before").GetInt64(),8} found {table.GetProperty("removed").GetInt64(),8} erased{(left.ValueKind == JsonValueKind.Number ? $" {left.GetInt64(),8} left" : "")}");
        }

        foreach (var held in erasure.GetProperty("heldBack").EnumerateArray())
        {
            text.AppendLine().Append("  held back: ").Append(held.GetString());
        }

        return text.ToString();
    }
}
