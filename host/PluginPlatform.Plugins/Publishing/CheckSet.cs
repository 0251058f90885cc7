using Microsoft.AspNetCore.Routing;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>Refuses a plugin that clashes with those already in the set: routes, contribution keys, exports.</summary>
internal static class CheckSet
{
    public static void Fits(Generation candidate, IReadOnlyList<Generation> others)
    {
        foreach (var other in others)
        {
            Refuse(Routes(candidate).Intersect(Routes(other)).FirstOrDefault(), "route", other);
            Refuse(Keys(candidate).Intersect(Keys(other)).FirstOrDefault(), "contribution", other);
            Refuse(candidate.Definition.Exports.Keys.Intersect(other.Definition.Exports.Keys).FirstOrDefault()?.Name, "export", other);
        }

        Refuse(Routes(candidate).GroupBy(r => r).FirstOrDefault(g => g.Count() > 1)?.Key, "route", candidate);
        Refuse(Keys(candidate).GroupBy(k => k).FirstOrDefault(g => g.Count() > 1)?.Key, "contribution", candidate);
    }

    private static IEnumerable<string> Routes(Generation generation) =>
        generation.Endpoints.OfType<RouteEndpoint>().SelectMany(e =>
            (e.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["*"]).Select(m => $"{m} {e.RoutePattern.RawText}"));

    private static IEnumerable<string> Keys(Generation generation) =>
        generation.Definition.Contributions.Select(c => $"{c.GetType().Name} {c.Key}");

    private static void Refuse(string? clash, string what, Generation other)
    {
        if (clash is not null)
        {
            throw new PluginFaultException("plugin.clash", $"Its {what} '{clash}' is already contributed by {other.Id} {other.Version}.", "Rename one of them, or switch one of the plugins off.");
        }
    }
}
