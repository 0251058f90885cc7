using System.Collections.Frozen;

namespace PluginPlatform.Sdk.Access;

/// <summary>
/// Which kinds of patient data a caller may touch, and how. A kind is opaque to the kernel (the <c>fhir</c> plugin uses
/// FHIR resource types); <c>*</c> stands for every kind. Written as <c>phi.read:Patient</c>, <c>phi.write:*</c> in
/// plugins.json, or derived from roles and SMART scopes.
/// </summary>
public sealed class DataGrants
{
    /// <summary>The kind that stands for every kind.</summary>
    public const string AnyKind = "*";

    /// <summary>No patient data at all.</summary>
    public static DataGrants None { get; } = new([]);

    /// <summary>Every action on every kind.</summary>
    public static DataGrants All { get; } = new([new(AnyKind, DataAction.All)]);

    private readonly FrozenDictionary<string, DataAction> _byKind;
    private readonly DataAction _anyKind;

    /// <summary>Collects grants; several for one kind add up.</summary>
    /// <param name="grants">Kind and actions.</param>
    public DataGrants(IEnumerable<KeyValuePair<string, DataAction>> grants)
    {
        var byKind = new Dictionary<string, DataAction>(StringComparer.Ordinal);
        foreach (var (kind, action) in grants)
        {
            byKind[kind] = byKind.GetValueOrDefault(kind) | action;
        }

        byKind.Remove(AnyKind, out _anyKind);
        _byKind = byKind.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Whether every one of the actions on this kind is granted.</summary>
    /// <param name="action">One or more actions.</param>
    /// <param name="kind">The data kind, for example <c>Observation</c>.</param>
    public bool Allows(DataAction action, string kind) =>
        action != DataAction.None && (((_byKind.GetValueOrDefault(kind) | _anyKind) & action) == action);

    /// <summary>The actions granted on every kind.</summary>
    public DataAction OfEveryKind => _anyKind;

    /// <summary>Whether nothing is granted.</summary>
    public bool IsEmpty => _anyKind == DataAction.None && _byKind.Count == 0;

    /// <summary>Reads <c>phi.read:&lt;kind&gt;</c> (read and search) and <c>phi.write:&lt;kind&gt;</c> (create, update, delete).</summary>
    /// <param name="grants">Texts as in plugins.json.</param>
    /// <exception cref="FormatException">A text has another form.</exception>
    public static DataGrants Parse(IEnumerable<string> grants) => new(grants.Select(ParseOne));

    private static KeyValuePair<string, DataAction> ParseOne(string grant)
    {
        var colon = grant.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? "" : grant[(colon + 1)..];
        var action = colon < 0 ? "" : grant[..colon];
        return (action, kind) switch
        {
            (_, "") => throw Malformed(grant),
            ("phi.read", _) => new(kind, DataAction.Read | DataAction.Search),
            ("phi.write", _) => new(kind, DataAction.Create | DataAction.Update | DataAction.Delete),
            _ => throw Malformed(grant),
        };
    }

    private static FormatException Malformed(string grant) =>
        new($"'{grant}' is not a grant: write phi.read:<kind> or phi.write:<kind>, with * for every kind.");
}
