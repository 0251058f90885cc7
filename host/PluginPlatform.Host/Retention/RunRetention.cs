using System.Globalization;
using Npgsql;
using PluginPlatform.Audit;
using PluginPlatform.Host.Readers;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Storage;

namespace PluginPlatform.Host.Retention;

/// <summary>Ends what policies end: rows in bounded batches, the trail by whole months. One host of a cluster at a time.</summary>
internal sealed class RunRetention(PlatformStorage storage, RetentionTable table, AuditTrail audit, TimeProvider time)
{
    private const int Batch = 2000;
    private static readonly TimeSpan Receipts = TimeSpan.FromDays(400);

    /// <param name="call">Who has it run.</param>
    /// <param name="dry">Whether to remove nothing and only tell.</param>
    /// <param name="cancellationToken">Cancels between batches.</param>
    /// <returns>Null when another host is at it.</returns>
    public async Task<RetentionReport?> RunAsync(CallContext call, bool dry, CancellationToken cancellationToken)
    {
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using (var hold = new NpgsqlCommand("SELECT pg_try_advisory_xact_lock(hashtextextended('platform.retention', 0))", connection))
        {
            if (await hold.ExecuteScalarAsync(cancellationToken) is not true)
            {
                return null;
            }
        }

        var now = time.GetUtcNow();
        var months = await EndedMonthsAsync(now, cancellationToken);
        if (dry)
        {
            return new(true, [.. await CountAsync(now, cancellationToken), Part(months.Months)], null);
        }

        var run = Guid.CreateVersion7(now);
        await table.ForgetAsync(now - Receipts, cancellationToken);
        var parts = new List<RetentionPart>();
        foreach (var (kind, _, remove) in RetentionSql.Rows)
        {
            parts.Add(new(kind, await RemoveAsync(run, kind, remove, now, cancellationToken), []));
        }

        var (dropped, refused) = await DropAsync(run, call, months.Months, months.Kept, cancellationToken);
        parts.Add(Part(dropped));
        await audit.AppendAsync(KernelRow.For(call, "retention", "privacy retention", Said(parts, refused), time.GetUtcNow()) with
        {
            Outcome = refused is null ? AuditOutcome.Success : AuditOutcome.Failed,
        }, cancellationToken);
        return new(false, parts, refused);
    }

    private async Task<(IReadOnlyList<DateOnly> Months, int Kept)> EndedMonthsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kept = await table.AuditMonthsAsync(cancellationToken);
        var first = new DateOnly(now.Year, now.Month, 1).AddMonths(-kept);
        return ([.. (await audit.MonthsAsync(cancellationToken)).Where(month => month < first)], kept);
    }

    private async Task<List<RetentionPart>> CountAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parts = new List<RetentionPart>();
        foreach (var (kind, count, _) in RetentionSql.Rows)
        {
            parts.Add(new(kind, await table.CountAsync(count, now, cancellationToken), []));
        }

        return parts;
    }

    private async Task<long> RemoveAsync(Guid run, string kind, string sql, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await table.BeginAsync(run, kind, now, cancellationToken);
        var removed = 0L;
        int batch;
        do
        {
            batch = await table.RemoveAsync(sql, now, Batch, cancellationToken);
            removed += batch;
            await table.TellAsync(run, kind, removed, "", batch < Batch, time.GetUtcNow(), cancellationToken);
        }
        while (batch == Batch);
        return removed;
    }

    // What was changed in a month cannot be found once it is gone: only a trail that verifies loses one.
    private async Task<(IReadOnlyList<DateOnly> Dropped, string? Refused)> DropAsync(
        Guid run, CallContext call, IReadOnlyList<DateOnly> months, int kept, CancellationToken cancellationToken)
    {
        if (months.Count == 0)
        {
            return ([], null);
        }

        await table.BeginAsync(run, RetentionSql.Audit, time.GetUtcNow(), cancellationToken);
        var report = await audit.VerifyAsync(cancellationToken);
        await audit.AppendAsync(VerifiedRow.For(call, report, time.GetUtcNow()), cancellationToken);
        if (!report.Sound)
        {
            const string unsound = "The trail does not verify: no month is dropped. Run 'platform audit verify'.";
            await table.TellAsync(run, RetentionSql.Audit, 0, unsound, true, time.GetUtcNow(), cancellationToken);
            return ([], unsound);
        }

        var dropped = new List<DateOnly>();
        var note = new List<string>();
        try
        {
            await foreach (var month in audit.DropAsync(months, kept, cancellationToken))
            {
                dropped.Add(month.Month);
                note.Add($"{Word(month.Month)}: {month.Rows} rows, root {month.Root}");
            }
        }
        catch (PostgresException stays) when (stays.SqlState is "PT002" or PostgresErrorCodes.LockNotAvailable)
        {
            var refused = $"A month stays: {stays.MessageText}.";
            await table.TellAsync(run, RetentionSql.Audit, dropped.Count, refused, true, time.GetUtcNow(), cancellationToken);
            return (dropped, refused);
        }

        await table.TellAsync(run, RetentionSql.Audit, dropped.Count, string.Join("; ", note), true, time.GetUtcNow(), cancellationToken);
        return (dropped, null);
    }

    private static RetentionPart Part(IReadOnlyList<DateOnly> months) => new(RetentionSql.Audit, months.Count, [.. months.Select(Word)]);

    private static string Said(List<RetentionPart> parts, string? refused) =>
        string.Join("; ", parts.Select(part => $"{part.Kind}={part.Removed}")) + (refused is null ? "" : "; refused");

    private static string Word(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
