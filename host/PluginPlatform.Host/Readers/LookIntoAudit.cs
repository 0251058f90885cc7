using System.Globalization;
using PluginPlatform.Audit;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Host.Readers;

/// <summary>Looks into the trail for somebody: own tenant or every one, and only after a row says who looked for what.</summary>
internal sealed class LookIntoAudit(AuditTrail audit, TimeProvider time)
{
    public const int LargestPage = 500;
    private const string EveryTenant = "*";
    private const int LongestText = 200;

    /// <param name="call">Who looks.</param>
    /// <param name="mayAll">Whether they may look into every tenant; who may not looks into their own.</param>
    /// <param name="filter">What for.</param>
    /// <param name="after">The page before's continuation, or null.</param>
    /// <param name="limit">Rows of a page.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<AuditAnswer> FindAsync(
        CallContext call, bool mayAll, AuditFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        if (Refuse(call, mayAll, filter, after) is { } refused)
        {
            return refused;
        }

        var now = time.GetUtcNow();
        await audit.AppendAsync(
            KernelRow.For(call, "audit-read", "audit search", Described(filter), now) with { Subjects = Blank(filter.Subject) is { } subject ? [subject] : [] },
            cancellationToken);

        // What is seen is the trail before this look, which would otherwise head its own answer.
        var before = filter.To < now ? filter.To : now;
        return new AuditAnswer.Found(await PageAsync(call, filter with { To = before }, after, limit, cancellationToken));
    }

    /// <summary>A page without a row of its own: the pages of one export.</summary>
    public async Task<AuditRowPage> PageAsync(CallContext call, AuditFilter filter, string? after, int limit, CancellationToken cancellationToken)
    {
        var size = Math.Clamp(limit, 1, LargestPage);
        var tenant = Blank(filter.Tenant) ?? call.Tenant;
        var rows = await audit.SearchAsync(
            new()
            {
                Tenant = tenant == EveryTenant ? null : tenant,
                Subject = Blank(filter.Subject),
                Actor = Blank(filter.Actor),
                From = filter.From,
                To = filter.To,
                Action = Blank(filter.Action),
                Outcome = Blank(filter.Outcome),
                Purpose = Blank(filter.Purpose),
                After = after is null ? null : AuditContinuation.Parse(after),
                Limit = size + 1,
            },
            cancellationToken);
        return new([.. rows.Take(size).Select(Entry)], rows.Count > size ? AuditContinuation.Of(rows[size - 1]) : null);
    }

    private static AuditAnswer.Refused? Refuse(CallContext call, bool mayAll, AuditFilter filter, string? after)
    {
        if (!mayAll && !call.Has(KernelPermissions.AuditRead))
        {
            return new("auth.permission", $"It needs the permission {KernelPermissions.AuditRead}. Ask an administrator.");
        }

        if (!mayAll && Blank(filter.Tenant) is { } tenant && tenant != call.Tenant)
        {
            return new("audit.tenant", $"Another tenant's trail needs the permission {KernelPermissions.AuditReadAll}.");
        }

        string?[] texts = [filter.Tenant, filter.Subject, filter.Actor, filter.Action, filter.Outcome, filter.Purpose];
        return texts.Any(text => text?.Length > LongestText) ? new("audit.filter", $"A filter has at most {LongestText} characters.")
            : after is not null && AuditContinuation.Parse(after) is null ? new("audit.after", "Give the 'next' of the page before.")
            : null;
    }

    private static string? Described(AuditFilter filter)
    {
        (string Name, string? Value)[] parts =
        [
            ("tenant", filter.Tenant), ("actor", filter.Actor), ("from", filter.From?.ToString("o", CultureInfo.InvariantCulture)),
            ("to", filter.To?.ToString("o", CultureInfo.InvariantCulture)), ("action", filter.Action), ("outcome", filter.Outcome), ("purpose", filter.Purpose),
        ];
        var said = string.Join("; ", parts.Where(part => Blank(part.Value) is not null).Select(part => $"{part.Name}={part.Value}"));
        return said.Length == 0 ? null : said;
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static AuditEntry Entry(AuditRow row) => new(
        row.Id, row.At, row.Tenant, row.ActorKind, row.ActorId, row.ActorName, row.Action, row.Kinds, row.Subjects, row.Purpose, row.Plugin,
        row.PluginVersion, row.Operation, row.RequestId, row.Outcome, row.Detail);
}
