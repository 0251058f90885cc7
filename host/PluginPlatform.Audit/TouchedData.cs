using PluginPlatform.Sdk.Access;

namespace PluginPlatform.Audit;

/// <summary>Data kinds and subjects of a call, declared and touched, without duplicates.</summary>
internal sealed class TouchedData
{
    private readonly DeclaredData _declared;
    private readonly List<string> _kinds = [];
    private readonly List<string> _subjects = [];
    private HashSet<string>? _seenSubjects;

    public TouchedData(DeclaredData declared, string? subject)
    {
        _declared = declared;
        Action = declared.Action;
        if (subject is not null)
        {
            _subjects.Add(subject);
        }

        if (declared is { Action: not DataAction.None, Kind: not DataGrants.AnyKind })
        {
            _kinds.Add(declared.Kind);
        }
    }

    public DataAction Action { get; private set; }

    /// <summary>Grows with every touch.</summary>
    public int Version { get; private set; }

    public bool IsNothing => Action == DataAction.None && Version == 0;

    // A declaration of every kind says nothing once the handler has named what it touched.
    public string[] Kinds => _kinds.Count > 0 || _declared.Action == DataAction.None ? [.. _kinds] : [_declared.Kind];

    public string[] Subjects => [.. _subjects];

    public void Add(DataAction action, string kind, ReadOnlySpan<string> subjects)
    {
        Version++;
        Action |= action;
        if (!_kinds.Contains(kind))
        {
            _kinds.Add(kind);
        }

        foreach (var subject in subjects)
        {
            // Most calls touch one subject: the set is made with the second.
            if (_subjects.Count == 0)
            {
                _subjects.Add(subject);
            }
            else if ((_seenSubjects ??= [.. _subjects]).Add(subject))
            {
                _subjects.Add(subject);
            }
        }
    }
}
