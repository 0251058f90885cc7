namespace PluginPlatform.Audit.Verifying;

/// <summary>Collects findings: all are counted, the first hundred positions are kept.</summary>
internal sealed class FindingList
{
    private const int Kept = 100;

    private readonly SortedSet<AuditFinding> _first = new(Comparer<AuditFinding>.Create(static (a, b) =>
        a.Chain != b.Chain ? a.Chain.CompareTo(b.Chain)
        : a.Position != b.Position ? a.Position.CompareTo(b.Position)
        : a.Row != b.Row ? Nullable.Compare(a.Row, b.Row)
        : string.CompareOrdinal(a.Kind, b.Kind)));

    public long Count { get; private set; }

    public IReadOnlyList<AuditFinding> First => [.. _first];

    public void Add(AuditFinding finding)
    {
        if (_first.Add(finding))
        {
            Count++;
        }

        if (_first.Count > Kept)
        {
            _first.Remove(_first.Max!);
        }
    }
}
