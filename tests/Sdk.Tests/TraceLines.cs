using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sdk.Tests;

/// <summary>Everything that spans of this process say: names, tags, events.</summary>
internal sealed class TraceLines : IDisposable
{
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly ActivityListener _listener;

    public TraceLines()
    {
        _listener = new()
        {
            // The tests' own calls are made with HttpClient; the platform makes none.
            ShouldListenTo = source => source.Name != "System.Net.Http",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _lines.Enqueue(Describe(activity)),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public void Dispose() => _listener.Dispose();

    private static string Describe(Activity activity) => string.Join(' ',
    [
        activity.Source.Name, activity.DisplayName, activity.StatusDescription,
        .. activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
        .. activity.Baggage.Select(item => $"{item.Key}={item.Value}"),
        .. activity.Events.SelectMany(said => said.Tags.Select(tag => $"{said.Name} {tag.Key}={tag.Value}")),
    ]);
}
