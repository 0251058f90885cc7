using System.Collections.Immutable;

namespace PluginPlatform.Events.Delivering;

/// <summary>The subscriptions and sources in force; replaced as a whole.</summary>
internal sealed class SubscriptionSet
{
    private readonly Lock _gate = new();
    private volatile ImmutableDictionary<SubscriptionKey, ActiveSubscription> _active =
        ImmutableDictionary<SubscriptionKey, ActiveSubscription>.Empty;

    private volatile IReadOnlyList<BackfillSource> _sources = [];

    public ImmutableDictionary<SubscriptionKey, ActiveSubscription> Active => _active;

    /// <summary>Pulsed when subscriptions come or go.</summary>
    public Pulse Changed { get; } = new();

    public BackfillSource? FindSource(string eventType) => _sources.FirstOrDefault(s => s.EventType == eventType);

    public void Replace(IReadOnlyList<EventSubscription> subscriptions, IReadOnlyList<BackfillSource> sources)
    {
        lock (_gate)
        {
            var before = _active;
            var after = ImmutableDictionary.CreateBuilder<SubscriptionKey, ActiveSubscription>();
            foreach (var subscription in subscriptions)
            {
                var key = SubscriptionKey.Of(subscription);
                if (before.TryGetValue(key, out var kept))
                {
                    kept.Current = subscription;
                }

                after.Add(key, kept ?? new ActiveSubscription(subscription));
            }

            _sources = [.. sources];
            _active = after.ToImmutable();
            foreach (var (_, gone) in before.Where(b => !after.ContainsKey(b.Key)))
            {
                gone.Stop();
            }
        }

        WakeAll();
        Changed.Set();
    }

    /// <summary>Stops every subscription after its batch.</summary>
    public void Stop()
    {
        foreach (var active in _active.Values)
        {
            active.Stop();
        }

        Changed.Set();
    }

    public void WakeAll()
    {
        foreach (var active in _active.Values)
        {
            active.Wake.Set();
        }
    }

    public void ReloadRetries()
    {
        foreach (var active in _active.Values)
        {
            active.ReloadRetries();
        }
    }

    public void Wake(string type, long newest)
    {
        foreach (var (key, active) in _active)
        {
            if (key.EventType == type)
            {
                active.Progress.SawHead(newest);
                active.Wake.Set();
            }
        }
    }
}
