using System.Collections.Concurrent;
using Fhir.Engine.Definitions;
using Fhir.Engine.Search.Querying;
using Fhir.Searching;
using PluginPlatform.Sdk.Access;

namespace Fhir.Access;

/// <summary>
/// Reads the searches that narrow scopes (SMART App Launch 2.2 section 3.0.2.2). They are kept for contents as well as in
/// SQL, so only what both decide alike is accepted: codes, URIs and references, without modifiers.
/// </summary>
internal sealed class ScopeFilters(Func<R4> engine)
{
    // Far more than clients are registered with; beyond it queries are read each time.
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<(string Type, string Query), IReadOnlyList<SearchFilter>?> _read = new();

    /// <summary>What <see cref="ScopeNarrowing"/> asks.</summary>
    public string? Refuse(string kind, string query)
    {
        var r4 = engine();
        if (kind != DataGrants.AnyKind && !r4.Definitions.IsResourceType(kind))
        {
            return $"'{kind}' is not a resource type of FHIR R4.";
        }

        // For every type there must be such a parameter; those of Resource are the ones all types have.
        var type = kind == DataGrants.AnyKind ? r4.Definitions.ResourceTypes[0] : kind;
        foreach (var (name, _) in Parameters(query))
        {
            if (kind == DataGrants.AnyKind && r4.Definitions.FindSearchParameter(type, name)?.Base != "Resource")
            {
                return $"not every resource type has the search parameter '{name}'.";
            }

            if (ReasonAgainst(r4, type, name) is { } reason)
            {
                return reason;
            }
        }

        return Read(r4, type, query) is null ? "a value cannot be read." : null;
    }

    /// <summary>The conditions of a query on one type, all of which hold; null when it cannot be kept, which opens nothing.</summary>
    public IReadOnlyList<SearchFilter>? For(string type, string query)
    {
        if (_read.TryGetValue((type, query), out var known))
        {
            return known;
        }

        var r4 = engine();
        var read = Refuse(type, query) is null ? Read(r4, type, query) : null;
        if (_read.Count < Most)
        {
            _read.TryAdd((type, query), read);
        }

        return read;
    }

    private static string? ReasonAgainst(R4 r4, string type, string name) => r4.Indexer.Find(type, name) switch
    {
        null when name.IndexOfAny([':', '.']) >= 0 => $"'{name}' has a modifier or a chain, which scopes do not take.",
        null => $"{type} has no search parameter '{name}'.",
        { IsSupported: false } parameter => $"'{name}' is not indexed: {parameter.Unsupported}.",
        { Parameter: { Code: not "_id", Type: SearchParameterType.Token or SearchParameterType.Uri or SearchParameterType.Reference } } => null,
        _ => $"'{name}' of {type} cannot narrow a scope: a code, a URI or a reference can.",
    };

    private static IReadOnlyList<SearchFilter>? Read(R4 r4, string type, string query)
    {
        var parameters = Parameters(query);
        var read = r4.Queries.Parse(type, parameters);
        return read is { Query: { } understood, Issues.Count: 0 } && understood.Filters.Count == parameters.Count ? understood.Filters : null;
    }

    private static IReadOnlyList<KeyValuePair<string, string>> Parameters(string query) => SearchRequest.From("", query, "").Parameters;
}
