using System.Collections.Frozen;
using System.Collections.Immutable;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Scopes;

/// <summary>The scopes of a client or a token, and what they open.</summary>
internal sealed class ScopeSet
{
    private readonly FrozenDictionary<string, DataAction> _byKind;

    private ScopeSet(ImmutableArray<SystemScope> scopes)
    {
        Text = string.Join(' ', scopes.Select(scope => scope.Text));
        _byKind = scopes
            .GroupBy(scope => scope.Kind, StringComparer.Ordinal)
            .ToFrozenDictionary(
                group => group.Key,
                group => group.Aggregate(DataAction.None, (sum, scope) => sum | scope.Action),
                StringComparer.Ordinal);
        Data = new DataGrants(_byKind);
    }

    public static ScopeSet Empty { get; } = new([]);

    /// <summary>Space-separated, as in RFC 6749 section 3.3.</summary>
    public string Text { get; }

    public DataGrants Data { get; }

    public bool IsEmpty => _byKind.Count == 0;

    /// <summary>Reads a space-separated list; duplicates are folded. False when one of them is not understood.</summary>
    public static bool TryParse(string text, out ScopeSet scopes)
    {
        scopes = Empty;
        var parsed = ImmutableArray.CreateBuilder<SystemScope>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
        {
            if (!SystemScope.TryParse(part, out var scope))
            {
                return false;
            }

            parsed.Add(scope);
        }

        scopes = new(parsed.ToImmutable());
        return true;
    }

    /// <summary>Whether everything these scopes open is opened by the others too.</summary>
    public bool IsWithin(ScopeSet others) => _byKind.All(pair => others.Data.Allows(pair.Value, pair.Key));

    /// <summary>Whether one kind is open for all of these actions, or every kind for every action.</summary>
    public bool Covers(DataAction action) => _byKind.Any(pair =>
        action == DataAction.None
            ? pair is { Key: DataGrants.AnyKind, Value: DataAction.All }
            : (pair.Value & action) == action);
}
