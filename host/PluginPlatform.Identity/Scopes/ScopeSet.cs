using System.Collections.Frozen;
using System.Collections.Immutable;
using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Scopes;

/// <summary>The scopes of a client or a token, and what they open.</summary>
internal sealed class ScopeSet
{
    private const int Longest = 4000;
    private const int MostScopes = 100;

    private static readonly ScopeContext[] Contexts = [ScopeContext.Patient, ScopeContext.User, ScopeContext.System];

    private readonly FrozenDictionary<ScopeContext, DataGrants> _data;

    private ScopeSet(ImmutableArray<string> words, ImmutableArray<ResourceScope> resources, string text)
    {
        (Words, Resources, Text) = (words, resources, text);
        _data = Contexts.ToFrozenDictionary(context => context, context => new DataGrants(Open(context)
            .Select(scope => KeyValuePair.Create(scope.Kind, scope.Action))));
    }

    public static ScopeSet Empty { get; } = new([], [], "");

    /// <summary>Space-separated, as in RFC 6749 section 3.3.</summary>
    public string Text { get; }

    /// <summary>Scopes that are a word, such as <c>openid</c>.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Scopes that open data, narrowed ones included.</summary>
    public ImmutableArray<ResourceScope> Resources { get; }

    /// <summary>What a service may do.</summary>
    public DataGrants Data => DataOf(ScopeContext.System);

    public bool IsEmpty => Text.Length == 0;

    /// <summary>Reads a space-separated list; duplicates are folded. False when one of them is not understood.</summary>
    public static bool TryParse(string text, out ScopeSet scopes)
    {
        scopes = Empty;
        var parts = text.Length > Longest
            ? null
            : text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal).ToList();
        if (parts is null or { Count: > MostScopes })
        {
            return false;
        }

        var resources = ImmutableArray.CreateBuilder<ResourceScope>();
        foreach (var part in parts.Where(part => !PlainScopes.IsKnown(part)))
        {
            if (!ResourceScope.TryParse(part, out var scope))
            {
                return false;
            }

            resources.Add(scope);
        }

        scopes = new([.. parts.Where(PlainScopes.IsKnown)], resources.ToImmutable(), string.Join(' ', parts));
        return true;
    }

    public bool Has(string word) => Words.Contains(word);

    /// <summary>
    /// What these scopes open in one context. A narrowed scope opens nothing here: who answers by kind alone would open
    /// more than was granted. Who applies the narrowing is told of <see cref="NarrowedOf"/>.
    /// </summary>
    public DataGrants DataOf(ScopeContext context) => _data[context];

    /// <summary>What the narrowed scopes of one context open.</summary>
    public IEnumerable<NarrowedGrant> NarrowedOf(ScopeContext context) => Resources
        .Where(scope => scope.Context == context && scope.Query is not null)
        .Select(scope => new NarrowedGrant(scope.Kind, scope.Action) { Query = scope.Query });

    /// <summary>Whether any data scope is of this context.</summary>
    public bool Speaks(ScopeContext context) => Resources.Any(scope => scope.Context == context);

    /// <summary>Whether there is nothing but data scopes of this context.</summary>
    public bool IsOnly(ScopeContext context) => Words.IsEmpty && Resources.All(scope => scope.Context == context);

    /// <summary>The data scopes of one context.</summary>
    public ScopeSet Only(ScopeContext context)
    {
        ImmutableArray<ResourceScope> kept = [.. Resources.Where(scope => scope.Context == context)];
        return new([], kept, string.Join(' ', kept.Select(scope => scope.Text)));
    }

    /// <summary>Whether everything these scopes open is opened by the others too.</summary>
    public bool IsWithin(ScopeSet others) =>
        Words.All(others.Has) && Resources.All(scope => scope.Action == (scope.Action & others.ActionsOver(scope)));

    /// <summary>Whether one kind is open for all of these actions, or every kind for every action.</summary>
    /// <param name="action">Actions; none for everything.</param>
    /// <param name="context">On whose behalf.</param>
    /// <param name="narrowed">Whether narrowed scopes count.</param>
    public bool Covers(DataAction action, ScopeContext context = ScopeContext.System, bool narrowed = false) =>
        Resources.Where(scope => scope.Context == context && (narrowed || scope.Query is null)).GroupBy(scope => scope.Kind, StringComparer.Ordinal).Any(group =>
        {
            var sum = group.Aggregate(DataAction.None, (all, scope) => all | scope.Action);
            return action == DataAction.None ? group.Key == DataGrants.AnyKind && sum == DataAction.All : (sum & action) == action;
        });

    /// <summary>Whether this very kind is named with all of these actions; the sign for every kind does not count.</summary>
    public bool Names(string kind, DataAction action, ScopeContext context) =>
        (Open(context).Where(scope => scope.Kind == kind).Aggregate(DataAction.None, (all, scope) => all | scope.Action) & action) == action;

    private IEnumerable<ResourceScope> Open(ScopeContext context) =>
        Resources.Where(scope => scope.Context == context && scope.Query is null);

    private DataAction ActionsOver(ResourceScope asked) => Resources
        .Where(scope => asked.IsCoveredBy(scope))
        .Aggregate(DataAction.None, (all, scope) => all | scope.Action);
}
