using Fhir.Engine.Definitions;

namespace Fhir.Engine.Search.Indexing;

/// <summary>Finds parameters that say the same of a resource type, so that the store writes each fact once.</summary>
internal sealed class AliasFinder(IReadOnlyList<SearchParameter> all)
{
    private readonly Dictionary<SearchParameter, ExpressionShape> _shapes = all
        .Select(p => (Parameter: p, Shape: ExpressionShape.Of(p)))
        .Where(x => x.Shape is not null)
        .ToDictionary(x => x.Parameter, x => x.Shape!);

    /// <summary>The parameter whose rows also serve this one, with the target types to keep; null when there is none.</summary>
    public (SearchParameter Of, IReadOnlyList<string> Targets)? Find(SearchParameter parameter)
    {
        if (!_shapes.TryGetValue(parameter, out var own))
        {
            return null;
        }
        foreach (var other in all)
        {
            if (other != parameter && other.Type == parameter.Type && _shapes.TryGetValue(other, out var wide)
                && wide.Filter is null && own.Paths.SetEquals(wide.Paths) && Serves(other, parameter, own))
            {
                // The holder may share its rows with yet another one.
                var kept = Kept(other, parameter, own);
                return Find(other) is { } further ? (further.Of, kept.Count > 0 ? kept : further.Targets) : (other, kept);
            }
        }
        return null;
    }

    // Of two equals the one with more targets holds the rows, else the one that comes first: never each the other's.
    private static bool Serves(SearchParameter holder, SearchParameter parameter, ExpressionShape own) =>
        own.Filter is not null
        || holder.Targets.Count > parameter.Targets.Count
        || (holder.Targets.Count == parameter.Targets.Count && string.CompareOrdinal(holder.Code, parameter.Code) < 0);

    private static IReadOnlyList<string> Kept(SearchParameter holder, SearchParameter parameter, ExpressionShape own) =>
        own.Filter is { } type ? [type]
        : parameter.Targets.Count < holder.Targets.Count ? parameter.Targets
        : [];
}
