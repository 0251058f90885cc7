namespace PluginPlatform.Events.Delivering;

/// <summary>What identifies a subscription over versions and restarts.</summary>
internal readonly record struct SubscriptionKey(string Plugin, string Handler, string EventType)
{
    public static SubscriptionKey Of(EventSubscription subscription) =>
        new(subscription.Plugin, subscription.Handler, subscription.EventType);
}
