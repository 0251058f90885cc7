using System.Text.RegularExpressions;
using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Privacy.Rectifying;

/// <summary>Corrections patients ask for: the request, the decision, and the patient's statement where it was refused.</summary>
public sealed partial class Rectifications
{
    private const int Longest = 2_000;

    private readonly RectificationTable _table;
    private readonly ConsentTable _sight;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal Rectifications(RectificationTable table, ConsentTable sight, ISecurityEvents events, TimeProvider time) =>
        (_table, _sight, _events, _time) = (table, sight, events, time);

    /// <summary>A data subject's requests, newest first, at most 500.</summary>
    /// <param name="call">Who asks, in the tenant.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Null when the call does not see the patient.</returns>
    public async Task<IReadOnlyList<Rectification>?> ListAsync(CallContext call, string subject, CancellationToken cancellationToken) =>
        await SeesAsync(call, subject, cancellationToken) ? await _table.ListAsync(call.Tenant, subject, cancellationToken) : null;

    /// <summary>Writes a request down.</summary>
    /// <param name="call">Who does it: the patient, or somebody for the patient.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="what">What is wrong, at most 2000 characters.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<RectificationOutcome> AskAsync(CallContext call, string subject, string what, CancellationToken cancellationToken)
    {
        if (TextFault(what) is { } fault)
        {
            return fault;
        }

        if (!await SeesAsync(call, subject, cancellationToken))
        {
            return new RectificationOutcome.Unknown();
        }

        var now = _time.GetUtcNow();
        await RecordAsync(call, subject, "correction_asked", cancellationToken);
        return new RectificationOutcome.Written(
            await _table.AskAsync(call.Tenant, Guid.CreateVersion7(now), subject, what.Trim(), now, call.Actor.Name, cancellationToken));
    }

    /// <summary>Decides an open request.</summary>
    /// <param name="call">Who decides; not the patient.</param>
    /// <param name="id">The request.</param>
    /// <param name="reason">Why, at most 2000 characters.</param>
    /// <param name="corrected">The version that corrects it, <c>Type/id/_history/version</c>; null when it is refused.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<RectificationOutcome> DecideAsync(CallContext call, Guid id, string reason, string? corrected, CancellationToken cancellationToken)
    {
        if (TextFault(reason) is { } fault)
        {
            return fault;
        }

        if (corrected is not null && !Version().IsMatch(corrected))
        {
            return new RectificationOutcome.Refused("REC-3003", "Name the version that corrects it: Type/id/_history/version. Leave it out to refuse.");
        }

        if (await FindAsync(call, id, cancellationToken) is not { } found)
        {
            return new RectificationOutcome.Unknown();
        }

        await RecordAsync(call, found.Subject, corrected is null ? "correction_refused" : "correction_made", cancellationToken);
        return await _table.DecideAsync(call.Tenant, id, reason.Trim(), corrected, _time.GetUtcNow(), call.Actor.Name, cancellationToken) is { } decided
            ? new RectificationOutcome.Written(decided)
            : new RectificationOutcome.Refused("REC-3004", "It is decided already.");
    }

    /// <summary>Attaches the patient's statement to a refusal, once.</summary>
    /// <param name="call">Who does it: the patient, or somebody for the patient.</param>
    /// <param name="id">The request.</param>
    /// <param name="statement">At most 2000 characters.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<RectificationOutcome> DisagreeAsync(CallContext call, Guid id, string statement, CancellationToken cancellationToken)
    {
        if (TextFault(statement) is { } fault)
        {
            return fault;
        }

        if (await FindAsync(call, id, cancellationToken) is not { } found)
        {
            return new RectificationOutcome.Unknown();
        }

        await RecordAsync(call, found.Subject, "correction_disagreed", cancellationToken);
        return await _table.DisagreeAsync(call.Tenant, id, statement.Trim(), _time.GetUtcNow(), cancellationToken) is { } stated
            ? new RectificationOutcome.Written(stated)
            : new RectificationOutcome.Refused("REC-3004", "A statement belongs to a refused request that has none yet.");
    }

    private async Task<Rectification?> FindAsync(CallContext call, Guid id, CancellationToken cancellationToken) =>
        await _table.FindAsync(call.Tenant, id, cancellationToken) is { } found && await SeesAsync(call, found.Subject, cancellationToken) ? found : null;

    private async Task<bool> SeesAsync(CallContext call, string subject, CancellationToken cancellationToken) =>
        SubjectId.IsValid(subject) && await _sight.SeesAsync(call, subject, cancellationToken);

    private static RectificationOutcome.Refused? TextFault(string text) =>
        text.Trim().Length is > 0 and <= Longest && !text.Contains('\0', StringComparison.Ordinal)
            ? null : new("REC-3002", $"Say it in 1 to {Longest} characters.");

    private Task RecordAsync(CallContext call, string subject, string word, CancellationToken cancellationToken) => _events.RecordAsync(
        new(SecurityEventKind.RectificationChanged, call.Tenant, call.Actor, word, call.RequestId, "") { Subject = subject }, cancellationToken);

    [GeneratedRegex("^[A-Za-z]{1,64}/[A-Za-z0-9.-]{1,64}/_history/[0-9]{1,9}$")]
    private static partial Regex Version();
}
