using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Events.Delivering;
using PluginPlatform.Storage;

namespace PluginPlatform.Events;

/// <summary>
/// Brings committed events to their subscribers: at least once, in order per key, woken by the database. Several hosts may
/// run one on the same database; each subscription is delivered by one of them at a time.
/// </summary>
public sealed class EventDispatcher : IHostedService, IAsyncDisposable
{
    private readonly SubscriptionSet _subscriptions = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly DispatchContext _context;
    private Task _running = Task.CompletedTask;
    private int _disposed;

    /// <summary>Makes a dispatcher; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="kernel">Connections as <c>pp_kernel</c>; two of them are kept.</param>
    /// <param name="options">Batches and retries.</param>
    /// <param name="loggers">Logging.</param>
    /// <param name="time">The clock.</param>
    public EventDispatcher(NpgsqlDataSource kernel, EventOptions options, ILoggerFactory loggers, TimeProvider time) =>
        _context = new(kernel, options, loggers.CreateLogger<EventDispatcher>(), time, new EventMetrics());

    /// <summary>Hand this to <see cref="PlatformStorage.StartAsync"/>.</summary>
    public static KernelMigrations Migrations { get; } = new("events", typeof(EventDispatcher).Assembly);

    /// <summary>How far each subscription is.</summary>
    public IReadOnlyList<SubscriptionStatus> Status =>
        [.. _subscriptions.Active.Values.Select(a => a.Progress.Tell(a.Current)).OrderBy(s => s.Plugin, StringComparer.Ordinal).ThenBy(s => s.Handler, StringComparer.Ordinal)];

    /// <summary>
    /// Sets what is delivered to whom, at once. A subscription that is no longer named stops after its batch and keeps its
    /// checkpoint; one that stays goes on with its new delegate. A first-time subscriber is back-filled when a source for
    /// its event type is named, and otherwise follows the log from its beginning, which is kept whole.
    /// </summary>
    /// <param name="subscriptions">All of them; plugin, handler and event type are unique together.</param>
    /// <param name="sources">At most one per event type.</param>
    public void Replace(IReadOnlyList<EventSubscription> subscriptions, IReadOnlyList<BackfillSource> sources) =>
        _subscriptions.Replace(subscriptions, sources);

    /// <summary>Events set aside after the last try, oldest first.</summary>
    /// <param name="limit">At most this many.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancellationToken) =>
        DeadLetterStore.ReadAsync(_context.Kernel, limit, cancellationToken);

    /// <summary>Tries a plugin's dead letters again, and after each the events that wait behind it.</summary>
    /// <param name="plugin">The subscribing plugin.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    /// <returns>How many dead letters.</returns>
    public Task<int> ReplayDeadLettersAsync(string plugin, CancellationToken cancellationToken) =>
        DeadLetterStore.ReplayAsync(_context.Kernel, plugin, _context.Time.GetUtcNow(), cancellationToken);

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, cancellationToken);
        return Task.CompletedTask;
    }

    /// <summary>Lets the batches under way end; cancels them when the token is cancelled first.</summary>
    /// <param name="cancellationToken">The end of patience.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        _subscriptions.Stop();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _aborted.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await StopAsync(new CancellationToken(canceled: true)).ConfigureAwait(false);
        _context.Metrics.Dispose();
        _stopping.Dispose();
        _aborted.Dispose();
    }

    private async Task RunAsync()
    {
        var failures = 0;
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                await using var session = await DispatchSession.OpenAsync(_context, _subscriptions, _aborted.Token)
                    .ConfigureAwait(false);
                failures = 0;
                await session.RunAsync(_stopping.Token, _aborted.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (!_stopping.IsCancellationRequested)
            {
                var pause = Backoff.After(++failures, _context.Options.FirstRetry, _context.Options.SafetyPoll);
                EventsLog.SessionLost(_context.Logger, failure.GetType().Name, pause.TotalMilliseconds);
                await Task.Delay(pause, _context.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
