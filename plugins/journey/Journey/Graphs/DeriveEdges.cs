using Journey.Contracts;

namespace Journey.Graphs;

/// <summary>
/// Connections that no reference states but coded reasons do. Many systems write why something was done as a code only;
/// where that code is the code of a problem the patient had at the time, the two belong together. Nothing is guessed from
/// time or place alone.
/// </summary>
internal static class DeriveEdges
{
    public static IEnumerable<LoadedEdge> From(IReadOnlyList<LoadedNode> nodes, IReadOnlyList<LoadedEdge> stated)
    {
        var problems = nodes.Where(node => node.Node.Kind == NodeKinds.Problem).ToList();
        if (problems.Count == 0)
        {
            return [];
        }

        var explained = stated.Where(IsReason).Select(edge => edge.To).ToHashSet(StringComparer.Ordinal);
        var reasons = (from node in nodes
                       where node.Reasons.Length > 0 && !explained.Contains(node.Node.Resource) && KindFor(node.Node.Kind) is not null
                       from problem in ProblemsAtThatTime(problems, node)
                       select new Reason(problem.Node, node.Node)).ToList();
        var found = stated.Where(edge => edge.Kind == EdgeKinds.FoundThrough).Select(edge => (edge.From, edge.To)).ToHashSet();
        return reasons
            .Where(reason => !found.Contains((reason.Of.Resource, reason.Problem.Resource)))
            .Select(reason => new LoadedEdge(reason.Problem.Resource, reason.Of.Resource, KindFor(reason.Of.Kind)!, reason.Of.Start))
            .Concat(Results(nodes, stated, reasons));
    }

    /// <summary>What was measured at an encounter held for one problem alone watches that problem.</summary>
    private static IEnumerable<LoadedEdge> Results(IReadOnlyList<LoadedNode> nodes, IReadOnlyList<LoadedEdge> stated, List<Reason> reasons)
    {
        var only = reasons.Where(reason => reason.Of.Kind == NodeKinds.Encounter)
            .GroupBy(reason => reason.Of.Resource, reason => reason.Problem.Resource, StringComparer.Ordinal)
            .Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        var results = nodes.Where(node => node.Node.Kind == NodeKinds.Result)
            .Select(node => node.Node.Resource).ToHashSet(StringComparer.Ordinal);
        return from edge in stated
               where edge.Kind == EdgeKinds.During && only.ContainsKey(edge.To) && results.Contains(edge.From)
               select new LoadedEdge(only[edge.To], edge.From, EdgeKinds.WatchedBy, edge.Date);
    }

    /// <summary>For each coded reason the one problem that was there then; of several episodes the latest.</summary>
    private static IEnumerable<LoadedNode> ProblemsAtThatTime(List<LoadedNode> problems, LoadedNode node) =>
        node.Reasons
            .Select(reason => problems.LastOrDefault(problem => problem.Codes.Contains(reason, StringComparer.Ordinal) && WasThere(problem, node)))
            .OfType<LoadedNode>()
            .Distinct();

    // By day: a date has no time of day to compare.
    private static bool WasThere(LoadedNode problem, LoadedNode node) =>
        node.StartAt is { } at
        && problem.StartAt is { } onset && onset.Date <= at.Date
        && (problem.EndAt is not { } end || end.Date >= at.Date);

    private static bool IsReason(LoadedEdge edge) => edge.Kind is EdgeKinds.TreatedWith or EdgeKinds.WatchedBy;

    private static string? KindFor(string kind) => kind switch
    {
        NodeKinds.Medication or NodeKinds.Procedure or NodeKinds.Immunisation => EdgeKinds.TreatedWith,
        NodeKinds.Encounter => EdgeKinds.WatchedBy,
        _ => null,
    };

    private readonly record struct Reason(JourneyNode Problem, JourneyNode Of);
}
