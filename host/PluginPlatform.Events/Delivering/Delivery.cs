namespace PluginPlatform.Events.Delivering;

/// <summary>Hands events to a subscription's delegate: a batch per tenant, singly when the batch fails.</summary>
internal sealed class Delivery(ActiveSubscription active, DispatchContext context)
{
    /// <summary>Delivers in order per key.</summary>
    /// <param name="events">In log order, of any tenants.</param>
    /// <param name="blocked">Keys with an event set aside; grows with the failures of this call.</param>
    /// <param name="cancellationToken">Cancels the delegate.</param>
    /// <returns>What was not taken, in order.</returns>
    public async Task<List<SetAside>> RunAsync(
        IReadOnlyList<StoredEvent> events, BlockedKeys blocked, CancellationToken cancellationToken)
    {
        var aside = new List<SetAside>();
        foreach (var tenant in events.GroupBy(e => e.Tenant, StringComparer.Ordinal))
        {
            var ready = new List<StoredEvent>();
            foreach (var stored in tenant)
            {
                if (blocked.Contains(stored))
                {
                    aside.Add(new(stored, null));
                }
                else
                {
                    ready.Add(stored);
                }
            }

            if (ready.Count > 0 && await TryAsync(ready, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                await SinglyAsync(ready, failure, blocked, aside, cancellationToken).ConfigureAwait(false);
            }
        }

        return aside;
    }

    /// <summary>Offers events of one tenant to the delegate; returns the failure, or null when it took them.</summary>
    /// <exception cref="SubscriberUnavailableException">The plugin takes nothing now; nobody failed.</exception>
    public async Task<DeliveryFailure?> TryAsync(IReadOnlyList<StoredEvent> events, CancellationToken cancellationToken)
    {
        var subscription = active.Current;
        try
        {
            var delay = context.Time.GetUtcNow() - events[0].OccurredAt;
            await subscription.DeliverAsync(events[0].Tenant, events, cancellationToken).ConfigureAwait(false);
            context.Metrics.Delivered(subscription, events.Count, delay);
            return null;
        }
        catch (Exception failure) when (
            failure is not SubscriberUnavailableException && !cancellationToken.IsCancellationRequested)
        {
            context.Metrics.Failed(subscription);
            return DeliveryFailure.Of(failure);
        }
    }

    private async Task SinglyAsync(
        List<StoredEvent> ready,
        DeliveryFailure batchFailure,
        BlockedKeys blocked,
        List<SetAside> aside,
        CancellationToken cancellationToken)
    {
        foreach (var stored in ready)
        {
            if (blocked.Contains(stored))
            {
                aside.Add(new(stored, null));
                continue;
            }

            // A batch of one was its own single try.
            var failure = ready.Count == 1
                ? batchFailure
                : await TryAsync([stored], cancellationToken).ConfigureAwait(false);
            if (failure is not null)
            {
                blocked.Add(stored);
                aside.Add(new(stored, failure));
            }
        }
    }
}
