using System.Globalization;
using System.Text;
using System.Text.Json;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Host.Admin;

/// <summary>Writes rows of the trail as a file, page by page.</summary>
internal static class ExportAudit
{
    private const string Head =
        "id,at,tenant,actor_kind,actor_id,actor_name,action,kinds,subjects,purpose,plugin,plugin_version,operation,request_id,outcome,detail\r\n";

    public static async Task RunAsync(
        Stream to, bool csv, Func<string?, Task<AuditRowPage>> page, int most, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await text.WriteAsync(csv ? Head : "[");
        string? after = null;
        var written = 0;
        do
        {
            var rows = await page(after);
            foreach (var row in rows.Rows)
            {
                var comma = !csv && written++ > 0 ? ",\n" : "";
                await text.WriteAsync(csv ? Line(row) : comma + JsonSerializer.Serialize(row, JsonSerializerOptions.Web));
                written += csv ? 1 : 0;
            }

            await text.FlushAsync(cancellationToken);
            after = rows.Next;
        }
        while (after is not null && written < most);

        await text.WriteAsync(csv ? "" : "]\n");
    }

    // RFC 4180. A spreadsheet takes a cell that begins like a formula for one, so such a cell gets an apostrophe.
    private static string Line(AuditEntry row)
    {
        string?[] cells =
        [
            row.Id.ToString(), row.At.ToString("o", CultureInfo.InvariantCulture), row.Tenant, row.ActorKind, row.ActorId, row.ActorName, row.Action,
            string.Join(' ', row.Kinds), string.Join(' ', row.Subjects), row.Purpose, row.Plugin, row.PluginVersion, row.Operation, row.RequestId,
            row.Outcome, row.Detail,
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text ?? "";
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
