namespace PluginPlatform.Events.Delivering;

/// <summary>How far a subscription is; written by its runner, read by anyone.</summary>
internal sealed class SubscriptionProgress
{
    private long _position;
    private long _head;
    private long _backfilled;
    private int _dead;
    private volatile SubscriptionState _state = SubscriptionState.Waiting;

    public SubscriptionState State
    {
        get => _state;
        set => _state = value;
    }

    public long Position
    {
        get => Volatile.Read(ref _position);
        set => Volatile.Write(ref _position, value);
    }

    public long Backfilled
    {
        get => Volatile.Read(ref _backfilled);
        set => Volatile.Write(ref _backfilled, value);
    }

    public int Dead
    {
        get => Volatile.Read(ref _dead);
        set => Volatile.Write(ref _dead, value);
    }

    /// <summary>The newest position of its type that was seen.</summary>
    public void SawHead(long position)
    {
        if (position > Volatile.Read(ref _head))
        {
            Volatile.Write(ref _head, position);
        }
    }

    public SubscriptionStatus Tell(EventSubscription subscription)
    {
        var position = Position;
        return new(
            subscription.Plugin,
            subscription.Handler,
            subscription.EventType,
            position,
            Math.Max(0, Volatile.Read(ref _head) - position),
            State,
            Backfilled,
            Dead);
    }
}
