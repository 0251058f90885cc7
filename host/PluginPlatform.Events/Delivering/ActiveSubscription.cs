namespace PluginPlatform.Events.Delivering;

/// <summary>A subscription in use: its current delegate, its wake-up and how far it is.</summary>
internal sealed class ActiveSubscription(EventSubscription subscription)
{
    private readonly CancellationTokenSource _stop = new();
    private volatile EventSubscription _current = subscription;
    private int _reloadRetries;

    /// <summary>Changes when its plugin is swapped; each delivery takes the newest.</summary>
    public EventSubscription Current
    {
        get => _current;
        set => _current = value;
    }

    public Pulse Wake { get; } = new();

    /// <summary>Cancelled when no further batch is to start.</summary>
    public CancellationToken Stopping => _stop.Token;

    public SubscriptionProgress Progress { get; } = new();

    public void Stop() => _stop.Cancel();

    /// <summary>An administrator changed retry rows: read them again.</summary>
    public void ReloadRetries()
    {
        Interlocked.Exchange(ref _reloadRetries, 1);
        Wake.Set();
    }

    public bool TakeReload() => Interlocked.Exchange(ref _reloadRetries, 0) == 1;
}
