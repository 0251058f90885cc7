using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Identity.Scopes;

/// <summary>One scope of a service client, SMART App Launch 2.2 section 3.0.2: <c>system/&lt;kind&gt;.&lt;letters&gt;</c>.</summary>
/// <param name="Text">As written.</param>
/// <param name="Kind">A data kind, or <c>*</c>.</param>
/// <param name="Action">The letters; version 1's <c>read</c>, <c>write</c> and <c>*</c> are read as <c>rs</c>, <c>cud</c> and <c>cruds</c>.</param>
internal readonly record struct SystemScope(string Text, string Kind, DataAction Action)
{
    private const string Prefix = "system/";
    private const int LongestKind = 64;

    private static ReadOnlySpan<char> Letters => "cruds";

    public static bool TryParse(string text, out SystemScope scope)
    {
        scope = default;
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || dot < Prefix.Length)
        {
            return false;
        }

        var kind = text[Prefix.Length..dot];
        var action = ActionOf(text.AsSpan(dot + 1));
        scope = new(text, kind, action);
        return IsKind(kind) && action != DataAction.None;
    }

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

    // Letters stand in the order c r u d s, each once (section 3.0.2.1). Search parameters after '?' are not understood
    // here and make the scope unknown, which is the safe reading: it would otherwise grant more than was asked.
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
