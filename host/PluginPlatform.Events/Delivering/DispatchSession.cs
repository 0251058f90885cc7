using Npgsql;

namespace PluginPlatform.Events.Delivering;

/// <summary>One connection to notifications and one to locks, and everything that runs while both live.</summary>
internal sealed class DispatchSession : IAsyncDisposable
{
    /// <summary>The payload by which an administrator's replay makes itself known to every host.</summary>
    public const string RetryPayload = "retry";

    private readonly DispatchContext _context;
    private readonly SubscriptionSet _subscriptions;
    private readonly NpgsqlConnection _listener;
    private readonly Lease _lease;
    private readonly Pulse _published = new();

    private DispatchSession(DispatchContext context, SubscriptionSet subscriptions, NpgsqlConnection listener, Lease lease)
    {
        _context = context;
        _subscriptions = subscriptions;
        _listener = listener;
        _lease = lease;
    }

    public static async Task<DispatchSession> OpenAsync(
        DispatchContext context, SubscriptionSet subscriptions, CancellationToken cancellationToken)
    {
        var listener = await context.Kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var lease = new Lease(await context.Kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), context);
            return new(context, subscriptions, listener, lease);
        }
        catch
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs until stopped, or until a connection breaks, which it throws.</summary>
    /// <param name="stopping">No further batch starts.</param>
    /// <param name="aborted">Deliveries under way are cancelled too.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken aborted)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        Task[] loops = [ListenAsync(ended.Token), SequenceAsync(ended.Token), RunSubscriptionsAsync(stopping, ended.Token)];
        var first = await Task.WhenAny(loops).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        foreach (var loop in loops)
        {
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await first.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _lease.DisposeAsync().ConfigureAwait(false);
        try
        {
            if (_listener.FullState == System.Data.ConnectionState.Open)
            {
                await RunAsync("UNLISTEN *", CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException)
        {
            EventsLog.LeaseBroken(_context.Logger);
        }

        await _listener.DisposeAsync().ConfigureAwait(false);
    }

    private async Task ListenAsync(CancellationToken ended)
    {
        _listener.Notification += OnNotification;
        try
        {
            await RunAsync("LISTEN platform_events; LISTEN platform_event_log", ended).ConfigureAwait(false);

            // What was published while nobody listened.
            _published.Set();
            while (true)
            {
                if (!await _listener.WaitAsync(_context.Options.SafetyPoll, ended).ConfigureAwait(false))
                {
                    await RunAsync("SELECT", ended).ConfigureAwait(false);
                    _published.Set();
                    _subscriptions.WakeAll();
                }
            }
        }
        finally
        {
            _listener.Notification -= OnNotification;
        }
    }

    private void OnNotification(object sender, NpgsqlNotificationEventArgs notification)
    {
        if (notification.Channel == "platform_events")
        {
            _published.Set();
        }
        else if (notification.Payload == RetryPayload)
        {
            _subscriptions.ReloadRetries();
        }
        else if (notification.PID != _lease.ProcessId)
        {
            // Another host moved events; those this host moved have woken their subscribers already.
            _subscriptions.WakeAll();
        }
    }

    private async Task SequenceAsync(CancellationToken ended)
    {
        while (true)
        {
            await _published.WaitAsync(Timeout.InfiniteTimeSpan, ended).ConfigureAwait(false);
            List<(string Type, long Newest, long Count)> moved;
            do
            {
                moved = await _lease.SequenceAsync(ended).ConfigureAwait(false);
                foreach (var (type, newest, count) in moved)
                {
                    _context.Metrics.Sequenced(type, count);
                    _subscriptions.Wake(type, newest);
                }
            }
            while (moved.Count > 0);
        }
    }

    private async Task RunSubscriptionsAsync(CancellationToken stopping, CancellationToken ended)
    {
        var running = new Dictionary<SubscriptionKey, (ActiveSubscription Active, Task Task)>();
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                foreach (var (key, active) in _subscriptions.Active)
                {
                    var former = running.GetValueOrDefault(key);
                    if (former.Active != active)
                    {
                        running[key] = (active, RunAfterAsync(former.Task ?? Task.CompletedTask, active, ended));
                    }
                }

                await _subscriptions.Changed.WaitAsync(Timeout.InfiniteTimeSpan, ended).ConfigureAwait(false);
            }
        }
        finally
        {
            await Task.WhenAll(running.Values.Select(r => r.Task)).ConfigureAwait(false);
        }
    }

    // A subscription that was removed and came back waits for its former self: the session's lock would let both run.
    private async Task RunAfterAsync(Task former, ActiveSubscription active, CancellationToken ended)
    {
        await former.ConfigureAwait(false);
        await Task.Yield();
        await new SubscriptionRunner(active, _context, _lease, _subscriptions.FindSource).RunAsync(ended).ConfigureAwait(false);
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, _listener);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
