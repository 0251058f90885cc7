using PluginPlatform.Audit;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Plugins.Calls;

/// <summary>The audit trail as plugins see it: of the call's tenant alone, and of one data subject alone where the call sees no other.</summary>
internal sealed class CallAccessHistory(CallContext call, AuditTrail audit) : IAccessHistory
{
    private const int LargestPage = 500;

    public async Task<AccessHistoryAnswer> SearchAsync(
        AccessHistoryQuery query, string? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var own = call.View.Subject;
        CurrentCall.Access.Touch(DataAction.Search, AccessHistoryRights.Kind, [.. new[] { own ?? query.Subject ?? "" }.Where(subject => subject.Length > 0)]);
        if (Refuse(query, own) is { } refused)
        {
            return refused;
        }

        var place = after is null ? null : AuditContinuation.Parse(after);
        if (after is not null && place is null)
        {
            return new AccessHistoryAnswer.BadContinuation();
        }

        var size = Math.Clamp(limit, 1, LargestPage);
        var rows = await audit.SearchAsync(Query(query, own) with { After = place, Limit = size + 1 }, cancellationToken);
        return new AccessHistoryAnswer.Found(
            [.. rows.Take(size).Select(row => Row(row, own))], rows.Count > size ? AuditContinuation.Of(rows[size - 1]) : null);
    }

    private AccessHistoryAnswer.Refused? Refuse(AccessHistoryQuery query, string? own)
    {
        if (own is null)
        {
            return call.Has(AccessHistoryRights.Read) ? null : new($"It needs the permission {AccessHistoryRights.Read}. Ask an administrator.");
        }

        return own.Length == 0 || !call.Has(AccessHistoryRights.ReadOwn) ? new($"It needs the permission {AccessHistoryRights.ReadOwn} and an account that is linked to a record.")
            : query.Subject is { } asked && asked != own ? new("You may see who saw your own record, and no other.")
            : null;
    }

    private AuditQuery Query(AccessHistoryQuery query, string? own)
    {
        var (from, to) = Around(query);
        return new()
        {
            Tenant = call.Tenant,
            Subject = own ?? query.Subject,
            Id = query.Id,
            Actor = query.Actor,
            ActorName = query.ActorName,
            From = from,
            To = to,
            Actions = query.Actions,
            OtherThan = query.OtherThan,
            Outcomes = query.Outcomes,
            Limit = 1,
        };
    }

    // There is no index by id; but ids of version 7 tell their millisecond (RFC 9562, 5.7), and there is one by time. Rows from
    // before ids were made so have a zero there, and are looked for in the whole period.
    private static (DateTimeOffset? From, DateTimeOffset? To) Around(AccessHistoryQuery query)
    {
        if (query.Id is not { Version: 7 } id)
        {
            return (query.From, query.To);
        }

        var bytes = id.ToByteArray(bigEndian: true);
        var milliseconds = bytes.Take(6).Aggregate(0L, (sum, part) => (sum << 8) | part);
        if (milliseconds is 0 or > 253_402_300_000_000)
        {
            return (query.From, query.To);
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return (at > query.From || query.From is null ? at : query.From, at.AddMilliseconds(1) < query.To || query.To is null ? at.AddMilliseconds(1) : query.To);
    }

    private static AccessHistoryRow Row(AuditRow row, string? own) => new()
    {
        Id = row.Id,
        At = row.At,
        ActorKind = row.ActorKind,
        ActorId = row.ActorId,
        ActorName = row.ActorName,
        Action = row.Action,
        Kinds = row.Kinds,
        Subjects = own is null ? row.Subjects : [own],
        Purpose = row.Purpose,
        Plugin = row.Plugin,
        PluginVersion = row.PluginVersion,
        Operation = row.Operation,
        RequestId = row.RequestId,
        Outcome = row.Outcome,
        Detail = own is null ? row.Detail : null,
    };
}
