using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Scopes;

/// <summary>One scope that opens data, SMART App Launch 2.2 section 3.0.2: <c>&lt;context&gt;/&lt;kind&gt;.&lt;letters&gt;</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Context">On whose behalf.</param>
/// <param name="Kind">A data kind, or <c>*</c>.</param>
/// <param name="Action">The letters; version 1's <c>read</c>, <c>write</c> and <c>*</c> are read as <c>rs</c>, <c>cud</c> and <c>cruds</c>.</param>
/// <param name="Query">Without its question mark, the search that narrows the scope; null when nothing does.</param>
internal readonly record struct ResourceScope(string Text, ScopeContext Context, string Kind, DataAction Action, string? Query)
{
    private const int LongestKind = 64;

    private static ReadOnlySpan<char> Letters => "cruds";

    public static bool TryParse(string text, out ResourceScope scope)
    {
        scope = default;
        var mark = text.IndexOf('?', StringComparison.Ordinal);
        var head = mark < 0 ? text : text[..mark];
        var query = mark < 0 ? null : text[(mark + 1)..];
        var slash = head.IndexOf('/', StringComparison.Ordinal);
        var dot = head.IndexOf('.', StringComparison.Ordinal);
        if (slash < 0 || dot < slash || ContextOf(head.AsSpan(0, slash)) is not { } context)
        {
            return false;
        }

        var kind = head[(slash + 1)..dot];
        var action = ActionOf(head.AsSpan(dot + 1));
        scope = new(text, context, kind, action, query);
        return IsKind(kind) && action != DataAction.None && (query is null || ScopeQuery.IsWellFormed(query));
    }

    /// <summary>Whether the other opens all that this one does. A narrowed scope covers only the same narrowing.</summary>
    public bool IsCoveredBy(in ResourceScope other) =>
        Context == other.Context
        && (other.Kind == DataGrants.AnyKind || Kind == other.Kind)
        && (other.Query is null || other.Query == Query);

    private static ScopeContext? ContextOf(ReadOnlySpan<char> text) => text switch
    {
        "patient" => ScopeContext.Patient,
        "user" => ScopeContext.User,
        "system" => ScopeContext.System,
        _ => null,
    };

    private static bool IsKind(string kind) =>
        kind == DataGrants.AnyKind
        || (kind.Length is > 0 and <= LongestKind && char.IsAsciiLetterUpper(kind[0]) && kind.All(char.IsAsciiLetter));

    private static DataAction ActionOf(ReadOnlySpan<char> text) => text switch
    {
        "read" => DataAction.Read | DataAction.Search,
        "write" => DataAction.Create | DataAction.Update | DataAction.Delete,
        "*" => DataAction.All,
        _ => ActionOfLetters(text),
    };

    // Letters stand in the order c r u d s, each once (section 3.0.2.1).
    private static DataAction ActionOfLetters(ReadOnlySpan<char> text)
    {
        var action = DataAction.None;
        var next = 0;
        foreach (var letter in text)
        {
            var place = Letters[next..].IndexOf(letter);
            if (place < 0)
            {
                return DataAction.None;
            }

            next += place + 1;
            action |= (DataAction)(1 << (next - 1));
        }

        return action;
    }
}
