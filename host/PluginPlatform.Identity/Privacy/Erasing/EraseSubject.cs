using Npgsql;
using PluginPlatform.Identity.Access;
using PluginPlatform.Identity.Events;
using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>
/// Erases a data subject in two steps: a plan that counts and says what keeps it back, then the run. The run goes table by
/// table in small transactions, each of which asks the database whether it may, so that it can be broken off and taken up
/// again; it ends with a walk over every table for what names the subject still. The trail stays: it holds ids.
/// </summary>
public sealed class EraseSubject
{
    private readonly ErasureTable _table;
    private readonly WalkSubjectTables _walk;
    private readonly ISecurityEvents _events;
    private readonly TimeProvider _time;

    internal EraseSubject(ErasureTable table, WalkSubjectTables walk, ISecurityEvents events, TimeProvider time) =>
        (_table, _walk, _events, _time) = (table, walk, events, time);

    /// <summary>Counts what would go and says what keeps it back. Nothing is erased.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="reason">Why, 4 to 400 characters.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The one that is not finished yet is taken up.</returns>
    public async Task<ErasureOutcome> PlanAsync(string tenant, string subject, string reason, Actor by, CancellationToken cancellationToken)
    {
        if (!SubjectId.IsValid(subject))
        {
            return new ErasureOutcome.Refused("ERA-3002", SubjectId.Rule);
        }

        if (ErasureRules.ReasonFault(reason) is { } fault)
        {
            return fault;
        }

        var now = _time.GetUtcNow();
        await RecordAsync(tenant, subject, by, "erasure_planned", cancellationToken);
        var id = await _table.PlanAsync(tenant, Guid.CreateVersion7(now), subject, reason.Trim(), now, by.Name, cancellationToken);
        return new ErasureOutcome.Done((await FindAsync(tenant, id, cancellationToken))!);
    }

    /// <summary>An erasure with what keeps it back; while it is planned, with the counts of this moment.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The erasure.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<Erasure?> FindAsync(string tenant, Guid id, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(tenant, id, cancellationToken) is not { State: not "finished" } found)
        {
            return await _table.FindAsync(tenant, id, cancellationToken);
        }

        var counts = await _walk.CountAsync(tenant, found.Subject, cancellationToken);
        var held = await HeldAsync(tenant, found.Subject, cancellationToken);
        return found with
        {
            Tables = found.State == "planned" ? [.. counts.Where(table => table.All > 0).Select(table => new ErasureStep(table.Schema, table.Table, table.All, 0, null))] : found.Tables,
            HeldBack = [.. held.Select(hold => $"Legal hold of {hold.PlacedAt:yyyy-MM-dd} by {hold.PlacedBy}: {hold.Reason}"),
                .. counts.Where(table => table.Shared > 0).Select(table => $"{table.Shared} rows of {table.Schema}.{table.Table} are about somebody else as well.")],
        };
    }

    /// <summary>Erases, or goes on where an earlier run was broken off.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="id">The erasure, planned before.</param>
    /// <param name="typed">The data subject's id, as typed by who erases.</param>
    /// <param name="withShared">Whether rows that are about somebody else as well go too.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Breaks off between two steps.</param>
    public async Task<ErasureOutcome> RunAsync(string tenant, Guid id, string typed, bool withShared, Actor by, CancellationToken cancellationToken)
    {
        if (await _table.FindAsync(tenant, id, cancellationToken) is not { } found)
        {
            return new ErasureOutcome.Unknown();
        }

        if (await FaultAsync(tenant, found, typed, withShared, cancellationToken) is { } fault)
        {
            return fault;
        }

        await RecordAsync(tenant, found.Subject, by, "erasure_runs", cancellationToken);
        if (!await _table.MoveAsync(tenant, id, "running", _time.GetUtcNow(), cancellationToken))
        {
            return Finished();
        }

        try
        {
            await _walk.EraseAsync(tenant, found.Subject, id, cancellationToken);
        }
        catch (PostgresException held) when (held.SqlState == "PT003")
        {
            return new ErasureOutcome.Refused("ERA-3005", "A legal hold was placed meanwhile, or somebody else finished it. Look at it again.");
        }

        var left = await _walk.ProveAsync(tenant, found.Subject, id, cancellationToken);
        await RecordAsync(tenant, found.Subject, by, left == 0 ? "erasure_finished" : "erasure_remains", CancellationToken.None);
        await _table.MoveAsync(tenant, id, left == 0 ? "finished" : "remains", _time.GetUtcNow(), CancellationToken.None);
        return new ErasureOutcome.Done((await FindAsync(tenant, id, CancellationToken.None))!);
    }

    private async Task<ErasureOutcome.Refused?> FaultAsync(string tenant, Erasure found, string typed, bool withShared, CancellationToken cancellationToken)
    {
        if (found.State == "finished")
        {
            return Finished();
        }

        if (typed != found.Subject)
        {
            return new("ERA-3004", "Type the patient's id exactly as the plan shows it.");
        }

        if (await HeldAsync(tenant, found.Subject, cancellationToken) is [var hold, ..])
        {
            return new("ERA-3005", $"A legal hold of {hold.PlacedAt:yyyy-MM-dd} by {hold.PlacedBy} keeps it back: {hold.Reason}");
        }

        return !withShared && (await _walk.CountAsync(tenant, found.Subject, cancellationToken)).FirstOrDefault(table => table.Shared > 0) is { } shared
            ? new("ERA-3006", $"{shared.Shared} rows of {shared.Schema}.{shared.Table} are about somebody else as well. Take the patient out of them first, or say that they go too.")
            : null;
    }

    private async Task<List<LegalHold>> HeldAsync(string tenant, string subject, CancellationToken cancellationToken) =>
        [.. (await _table.HoldsAsync(tenant, subject, cancellationToken)).Where(hold => hold.ReleasedAt is null && !(hold.Until <= _time.GetUtcNow()))];

    private static ErasureOutcome.Refused Finished() => new("ERA-3007", "This erasure is finished. Plan another if something came after it.");

    private Task RecordAsync(string tenant, string subject, Actor by, string word, CancellationToken cancellationToken) =>
        _events.RecordAsync(new(SecurityEventKind.SubjectErased, tenant, by, word, "", "") { Subject = subject }, cancellationToken);
}
