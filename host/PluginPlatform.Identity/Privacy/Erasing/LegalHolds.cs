using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>Places and releases legal holds: while one stands, its data subject is not erased.</summary>
public sealed class LegalHolds
{
    private readonly ErasureTable _table;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal LegalHolds(ErasureTable table, ISecurityEvents events, TimeProvider time) => (_table, _events, _time) = (table, events, time);

    /// <summary>A data subject's holds, standing ones first, at most 200.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<LegalHold>> ListAsync(string tenant, string subject, CancellationToken cancellationToken) =>
        _table.HoldsAsync(tenant, subject, cancellationToken);

    /// <summary>Places a hold. An erasure under way stops at its next step.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="reason">Why, 4 to 400 characters.</param>
    /// <param name="until">Null for no end.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<ErasureOutcome> PlaceAsync(
        string tenant, string subject, string reason, DateTimeOffset? until, Actor by, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (!SubjectId.IsValid(subject))
        {
            return new ErasureOutcome.Refused("ERA-3002", SubjectId.Rule);
        }

        if (ErasureRules.ReasonFault(reason) is { } fault)
        {
            return fault;
        }

        if (until <= now)
        {
            return new ErasureOutcome.Refused("ERA-3003", "The hold ends before it begins.");
        }

        await RecordAsync(tenant, subject, by, "hold_placed", cancellationToken);
        var hold = new LegalHold(Guid.CreateVersion7(now), subject, reason.Trim(), now, by.Name, until?.ToUniversalTime(), null, null);
        await _table.HoldAsync(tenant, hold, cancellationToken);
        return new ErasureOutcome.Held(hold);
    }

    /// <summary>Releases a hold.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The hold.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    public async Task<ErasureOutcome> ReleaseAsync(string tenant, Guid id, Actor by, CancellationToken cancellationToken)
    {
        if (await _table.ReleaseAsync(tenant, id, _time.GetUtcNow(), by.Name, cancellationToken) is not { } released)
        {
            return new ErasureOutcome.Unknown();
        }

        await RecordAsync(tenant, released.Subject, by, "hold_released", CancellationToken.None);
        return new ErasureOutcome.Held(released);
    }

    private Task RecordAsync(string tenant, string subject, Actor by, string word, CancellationToken cancellationToken) =>
        _events.RecordAsync(new(SecurityEventKind.SubjectErased, tenant, by, word, "", "") { Subject = subject }, cancellationToken);
}
