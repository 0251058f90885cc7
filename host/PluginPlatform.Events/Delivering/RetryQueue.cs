namespace PluginPlatform.Events.Delivering;

/// <summary>What a subscription owes: failed events by due time, and the keys blocked meanwhile.</summary>
internal sealed class RetryQueue(ActiveSubscription active, DispatchContext context, int subscription)
{
    private readonly RetryStore _store = new(context.Kernel, subscription);
    private readonly Delivery _delivery = new(active, context);
    private DateTimeOffset? _nextDue;

    public BlockedKeys Blocked { get; } = new();

    /// <summary>How long until the next retry; infinite when none is owed.</summary>
    public TimeSpan UntilDue => _nextDue is not { } due
        ? Timeout.InfiniteTimeSpan
        : TimeSpan.FromMilliseconds(Math.Max(1, (due - context.Time.GetUtcNow()).TotalMilliseconds));

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        Blocked.Clear();
        var keys = await _store.ReadKeysAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (tenant, key, _, _) in keys)
        {
            Blocked.Add(tenant, key);
        }

        _nextDue = keys.Min(k => k.Due);
        active.Progress.Dead = keys.Count(k => k.Dead);
    }

    /// <summary>The statement that stores what was set aside.</summary>
    public Npgsql.NpgsqlBatchCommand Store(List<SetAside> aside)
    {
        var now = context.Time.GetUtcNow();
        var nextAt = now + Backoff.After(1, context.Options.FirstRetry, context.Options.LongestRetry);
        foreach (var failed in aside.Where(a => !a.IsParked))
        {
            _nextDue = _nextDue < nextAt ? _nextDue : nextAt;
            LogFailure(failed.Event, 1, failed.Failure!);
        }

        return _store.InsertCommand(aside, now, nextAt);
    }

    /// <summary>Tries again what is due; an event that is taken lets the next of its key come forward.</summary>
    public async Task RunDueAsync(CancellationToken cancellationToken)
    {
        if (_nextDue is not { } due || due > context.Time.GetUtcNow())
        {
            return;
        }

        while (!active.Stopping.IsCancellationRequested)
        {
            var rows = await _store.ReadDueAsync(context.Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
            foreach (var row in rows)
            {
                await TryAsync(row, cancellationToken).ConfigureAwait(false);
            }

            if (rows.Count == 0)
            {
                break;
            }
        }

        await LoadAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task TryAsync(RetryRow row, CancellationToken cancellationToken)
    {
        var failure = await _delivery.TryAsync([row.Event], cancellationToken).ConfigureAwait(false);
        var now = context.Time.GetUtcNow();
        if (failure is null)
        {
            await _store.ResolveAsync(row, now, cancellationToken).ConfigureAwait(false);
            return;
        }

        var attempts = row.Attempts + 1;
        var dead = attempts >= context.Options.MaxAttempts;
        var nextAt = now + Backoff.After(attempts, context.Options.FirstRetry, context.Options.LongestRetry);
        await _store.FailAsync(row, dead, now, nextAt, failure, cancellationToken).ConfigureAwait(false);
        LogFailure(row.Event, attempts, failure);
        if (dead)
        {
            context.Metrics.Dead(active.Current);
            EventsLog.EventDead(context.Logger, active.Current.Plugin, active.Current.Handler, row.Event.Id, attempts);
        }
    }

    private void LogFailure(StoredEvent stored, int attempt, DeliveryFailure failure) => EventsLog.EventFailed(
        context.Logger,
        active.Current.Plugin,
        active.Current.Handler,
        stored.Id,
        attempt,
        failure.ErrorType,
        failure.ErrorCode);
}
