using Journey.Contracts;

namespace Journey.UI;

/// <summary>The journey in outline: how much of what, and the latest events.</summary>
/// <param name="Count">Events in all.</param>
/// <param name="Kinds">Kind and count, the most frequent first.</param>
/// <param name="Latest">The latest dated events, newest first.</param>
public sealed record JourneyTabModel(int Count, IReadOnlyList<KeyValuePair<string, int>> Kinds, IReadOnlyList<JourneyNode> Latest)
{
    private const int Shown = 20;

    /// <summary>Outlines a journey.</summary>
    /// <param name="graph">Null when the record has no such patient.</param>
    public static JourneyTabModel Of(JourneyGraph? graph)
    {
        var nodes = graph?.Nodes ?? [];
        var kinds = nodes.CountBy(node => node.Kind, StringComparer.Ordinal)
            .OrderByDescending(kind => kind.Value).ThenBy(kind => kind.Key, StringComparer.Ordinal);
        return new(nodes.Count, [.. kinds], [.. nodes.Where(node => node.Start is not null).Reverse().Take(Shown)]);
    }
}
