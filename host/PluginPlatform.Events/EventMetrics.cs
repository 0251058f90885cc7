using System.Diagnostics.Metrics;

namespace PluginPlatform.Events;

/// <summary>Counters by plugin, meter <c>PluginPlatform.Events</c>.</summary>
internal sealed class EventMetrics : IDisposable
{
    private readonly Meter _meter = new("PluginPlatform.Events");
    private readonly Counter<long> _delivered;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _dead;
    private readonly Counter<long> _sequenced;
    private readonly Histogram<double> _delay;

    public EventMetrics()
    {
        _delivered = _meter.CreateCounter<long>("platform.events.delivered", "{event}", "Events a handler took.");
        _failed = _meter.CreateCounter<long>("platform.events.failed", "{try}", "Tries that failed.");
        _dead = _meter.CreateCounter<long>("platform.events.dead", "{event}", "Events set aside after the last try.");
        _sequenced = _meter.CreateCounter<long>("platform.events.published", "{event}", "Events that entered the log.");
        _delay = _meter.CreateHistogram<double>("platform.events.delay", "s", "From publication to the handler.");
    }

    public void Sequenced(string type, long count) => _sequenced.Add(count, new KeyValuePair<string, object?>("type", type));

    public void Delivered(EventSubscription to, int count, TimeSpan delay)
    {
        _delivered.Add(count, Plugin(to), Type(to));
        _delay.Record(delay.TotalSeconds, Plugin(to), Type(to));
    }

    public void Failed(EventSubscription by) => _failed.Add(1, Plugin(by), Type(by));

    public void Dead(EventSubscription by) => _dead.Add(1, Plugin(by), Type(by));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Plugin(EventSubscription subscription) => new("plugin", subscription.Plugin);

    private static KeyValuePair<string, object?> Type(EventSubscription subscription) => new("type", subscription.EventType);
}
