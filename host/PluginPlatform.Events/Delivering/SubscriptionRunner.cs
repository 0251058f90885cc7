namespace PluginPlatform.Events.Delivering;

/// <summary>Follows one subscription while this host holds its lock.</summary>
internal sealed class SubscriptionRunner(
    ActiveSubscription active, DispatchContext context, Lease lease, Func<string, BackfillSource?> findSource)
{
    /// <summary>Runs until the subscription is asked to stop or the session ends.</summary>
    /// <param name="ended">The session's end: cancels deliveries too.</param>
    public async Task RunAsync(CancellationToken ended)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ended, active.Stopping);
        var failures = 0;
        while (!waiting.IsCancellationRequested)
        {
            try
            {
                await HoldAsync(() => failures = 0, waiting.Token, ended).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (waiting.IsCancellationRequested)
            {
                break;
            }
            catch (Exception failure)
            {
                // A broken database or plugin must not end the subscription: it starts over from its checkpoint.
                await PauseAsync(++failures, failure, waiting.Token).ConfigureAwait(false);
            }
        }

        active.Progress.State = SubscriptionState.Waiting;
    }

    private async Task HoldAsync(Action progressed, CancellationToken waiting, CancellationToken ended)
    {
        var checkpoint = await LoadAsync(ended).ConfigureAwait(false);
        if (!await lease.TryLockAsync(checkpoint.Id, ended).ConfigureAwait(false))
        {
            active.Progress.State = SubscriptionState.Waiting;
            await active.Wake.WaitAsync(context.Options.SafetyPoll, waiting).ConfigureAwait(false);
            return;
        }

        try
        {
            // Read again: the former holder may have moved on between the first look and the lock.
            await FollowAsync(await LoadAsync(ended).ConfigureAwait(false), progressed, waiting, ended).ConfigureAwait(false);
        }
        finally
        {
            if (!ended.IsCancellationRequested)
            {
                await lease.UnlockAsync(checkpoint.Id, ended).ConfigureAwait(false);
            }
        }
    }

    private async Task FollowAsync(Checkpoint checkpoint, Action progressed, CancellationToken waiting, CancellationToken ended)
    {
        var retries = new RetryQueue(active, context, checkpoint.Id);
        await retries.LoadAsync(ended).ConfigureAwait(false);
        active.Progress.Position = checkpoint.Position;
        active.Progress.Backfilled = checkpoint.Backfilled;
        if (checkpoint.Backfilling)
        {
            await BackfillAsync(checkpoint.Id, retries, waiting, ended).ConfigureAwait(false);
        }

        active.Progress.State = SubscriptionState.Following;
        var delivery = new Delivery(active, context);
        while (!waiting.IsCancellationRequested)
        {
            if (active.TakeReload())
            {
                await retries.LoadAsync(ended).ConfigureAwait(false);
            }

            await retries.RunDueAsync(ended).ConfigureAwait(false);
            if (!await DeliverPageAsync(checkpoint.Id, delivery, retries, ended).ConfigureAwait(false))
            {
                await active.Wake.WaitAsync(retries.UntilDue, waiting).ConfigureAwait(false);
            }

            progressed();
        }
    }

    private async Task BackfillAsync(int id, RetryQueue retries, CancellationToken waiting, CancellationToken ended)
    {
        var backfill = new Backfill(active, context, id, retries);
        var done = false;
        while (!done)
        {
            waiting.ThrowIfCancellationRequested();
            if (findSource(active.Current.EventType) is { } source)
            {
                active.Progress.State = SubscriptionState.Backfilling;
                done = await backfill.RunAsync(source, ended).ConfigureAwait(false);
            }
            else
            {
                active.Progress.State = SubscriptionState.Waiting;
                await active.Wake.WaitAsync(Timeout.InfiniteTimeSpan, waiting).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> DeliverPageAsync(int id, Delivery delivery, RetryQueue retries, CancellationToken ended)
    {
        var page = await EventLog.ReadAsync(
            context.Kernel, active.Current.EventType, active.Progress.Position, context.Options.BatchSize, ended)
            .ConfigureAwait(false);
        if (page.Count == 0)
        {
            return false;
        }

        active.Progress.SawHead(page[^1].Position);
        var aside = await delivery.RunAsync(page, retries.Blocked, ended).ConfigureAwait(false);
        await using var batch = context.Kernel.CreateBatch();
        batch.BatchCommands.Add(DispatchContext.DoNotFlush());
        if (aside.Count > 0)
        {
            batch.BatchCommands.Add(retries.Store(aside));
        }

        batch.BatchCommands.Add(Checkpoint.Advance(id, page[^1].Position));
        await batch.ExecuteNonQueryAsync(ended).ConfigureAwait(false);
        active.Progress.Position = page[^1].Position;
        return true;
    }

    private Task<Checkpoint> LoadAsync(CancellationToken ended) => Checkpoint.LoadAsync(
        context.Kernel, active.Current, findSource(active.Current.EventType) is not null, ended);

    private async Task PauseAsync(int failures, Exception failure, CancellationToken waiting)
    {
        var pause = Backoff.After(failures, context.Options.FirstRetry, context.Options.LongestRetry);
        EventsLog.SubscriptionPaused(
            context.Logger, active.Current.Plugin, active.Current.Handler, pause.TotalMilliseconds, failure.GetType().Name);
        await Task.Delay(pause, context.Time, waiting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
