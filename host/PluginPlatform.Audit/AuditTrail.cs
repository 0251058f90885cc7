using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Audit.Anchoring;
using PluginPlatform.Audit.Retention;
using PluginPlatform.Audit.Sealing;
using PluginPlatform.Audit.Verifying;
using PluginPlatform.Storage;

namespace PluginPlatform.Audit;

/// <summary>
/// Appends audit rows by group commit: rows that arrive while one commit is under way share the next, so that a thousand
/// readers cost a few flushes and each still waits until its own row is durable, sealed and anchored. One writer: a second
/// halves the batches, and a batch costs about the same whatever it holds (measured on 2 cores: reads 4,500/s with one,
/// 3,800/s with two).
/// </summary>
public sealed class AuditTrail : IAsyncDisposable
{
    private const int LongestQueue = 8192;
    private const int LargestBatchBytes = 1 << 20;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(30);

    private readonly NpgsqlDataSource _kernel;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<PendingRow> _queue;
    private readonly CancellationTokenSource _stop = new();
    private readonly WrittenRows _written;
    private readonly SealKeys _keys;
    private readonly IAuditAnchor _anchor;
    private readonly Sealer _sealer;
    private readonly Task _writer;
    private readonly Task _sweeper;

    /// <summary>Starts the writer.</summary>
    /// <param name="kernel">Connections as <c>pp_kernel</c>.</param>
    /// <param name="master">Signs seals.</param>
    /// <param name="anchor">Keeps the newest seal outside the database.</param>
    /// <param name="time">The clock.</param>
    /// <param name="loggers">Logging.</param>
    public AuditTrail(NpgsqlDataSource kernel, MasterKey master, IAuditAnchor anchor, TimeProvider time, ILoggerFactory loggers)
    {
        (_kernel, _anchor, _time) = (kernel, anchor, time);
        _logger = loggers.CreateLogger<AuditTrail>();
        _queue = Channel.CreateBounded<PendingRow>(LongestQueue);
        _keys = new(master);
        _written = new(kernel, time);
        _sealer = new(kernel, _keys, anchor, new(kernel, _keys, anchor, time, _logger), _written, time);
        _writer = Task.Run(WriteAsync);
        _sweeper = Task.Run(() => SweepAsync(time));
    }

    /// <summary>Hand this to <see cref="PlatformStorage.StartAsync"/>.</summary>
    public static KernelMigrations Migrations { get; } = new("audit", typeof(AuditTrail).Assembly);

    /// <summary>Returns when the row is durable, sealed and anchored.</summary>
    /// <param name="row">The row.</param>
    /// <param name="cancellationToken">Cancels waiting for a place in the queue; a row in the queue is written.</param>
    /// <exception cref="AuditUnavailableException">The row is not durable; the answer it is about must not leave.</exception>
    public Task AppendAsync(AuditRow row, CancellationToken cancellationToken) =>
        QueueAsync(PendingRow.ToInsert(row), cancellationToken);

    /// <summary>Rows that match, newest first.</summary>
    /// <param name="query">What to look for.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<AuditRow>> SearchAsync(AuditQuery query, CancellationToken cancellationToken) =>
        SearchAuditRows.RunAsync(_kernel, query, cancellationToken);

    /// <summary>Walks the whole trail and tells where it is not what was sealed. Append a row that says so first.</summary>
    /// <param name="cancellationToken">Cancels the walk.</param>
    public async Task<AuditReport> VerifyAsync(CancellationToken cancellationToken)
    {
        var kept = await _anchor.ReadAsync(cancellationToken).ConfigureAwait(false);
        return await VerifyTrail.RunAsync(_kernel, _keys, kept, _sealer.Acknowledged, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The months the trail has, oldest first.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    public Task<IReadOnlyList<DateOnly>> MonthsAsync(CancellationToken cancellationToken) => DropMonths.ListAsync(_kernel, cancellationToken);

    /// <summary>
    /// Drops whole months, which a policy ended, and keeps of each a signed record. Verify the trail first: what was changed in
    /// a month cannot be found once it is dropped.
    /// </summary>
    /// <param name="months">First days of months.</param>
    /// <param name="kept">For how many months rows are kept; at least 12.</param>
    /// <param name="cancellationToken">Cancels between months.</param>
    /// <returns>Each month as it is dropped.</returns>
    /// <exception cref="PostgresException">PT002: a month is too young, or holds rows that are not sealed; it and later ones stay.</exception>
    public IAsyncEnumerable<DroppedMonth> DropAsync(IReadOnlyList<DateOnly> months, int kept, CancellationToken cancellationToken) =>
        DropMonths.RunAsync(_kernel, _keys, months, kept, _time.GetUtcNow(), cancellationToken);

    /// <summary>Writes what is queued and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _writer.ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await _sweeper.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    /// <summary>A row that a plugin's transaction is about to store, and the proof to store with it.</summary>
    /// <param name="storable">The row.</param>
    internal (WrittenRow Row, byte[] Proof) Announce(AuditRow storable)
    {
        var leaf = new byte[RowEncoding.HashSize];
        RowEncoding.Hash(RowEncoding.Encode(storable), leaf);
        var row = new WrittenRow(storable.Id, storable.Tenant, storable.At, leaf);
        _written.Announce(row);
        return (row, _keys.Prove(_anchor.Id, leaf));
    }

    /// <summary>Returns when the row, which its transaction has stored, is sealed and anchored.</summary>
    /// <exception cref="AuditUnavailableException">It is not, so far; the answer must not leave.</exception>
    internal async Task SealAsync(WrittenRow row, CancellationToken cancellationToken)
    {
        row.Queued = true;
        try
        {
            await QueueAsync(PendingRow.Stored(row.Id, row.Leaf), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            row.Queued = false;
        }
    }

    private async Task QueueAsync(PendingRow pending, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(pending, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException ended)
        {
            throw new AuditUnavailableException(ended);
        }

        await pending.Sealed.ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var batch = new List<PendingRow>(OpenChain.LargestBatch);
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            batch.Clear();
            var bytes = 0;
            while (batch.Count < OpenChain.LargestBatch && bytes < LargestBatchBytes && _queue.Reader.TryRead(out var pending))
            {
                batch.Add(pending);
                bytes += pending.Encoded?.Length ?? 0;
            }

            await WriteAsync(batch).ConfigureAwait(false);
        }
    }

    private async Task WriteAsync(List<PendingRow> batch)
    {
        try
        {
            await _sealer.SealAsync(batch.ToArray()).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // Whatever the cause, the waiters learn of it and the writer lives on: the next batch tries again.
            AuditLog.AppendFailed(_logger, batch.Count, failure.GetType().Name);
            foreach (var pending in batch)
            {
                pending.Fail(failure);
            }

            return;
        }

        foreach (var pending in batch)
        {
            pending.Complete();
        }
    }

    private async Task SweepAsync(TimeProvider time)
    {
        using var timer = new PeriodicTimer(Sweep, time);
        while (await timer.WaitForNextTickAsync(_stop.Token).ConfigureAwait(false))
        {
            try
            {
                foreach (var row in await _written.FindForgottenAsync(_stop.Token).ConfigureAwait(false))
                {
                    await SealAsync(row, _stop.Token).ConfigureAwait(false);
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or AuditUnavailableException)
            {
                AuditLog.SweepFailed(_logger, failure.GetType().Name);
            }
        }
    }
}
