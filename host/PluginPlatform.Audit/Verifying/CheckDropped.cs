using PluginPlatform.Audit.Retention;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>Holds the records of dropped months against the seals of their rows. A month whose record does not fit counts as deleted.</summary>
internal sealed class CheckDropped : IDisposable
{
    private readonly SealKeys _keys;
    private readonly IReadOnlyList<DropRecord> _records;
    private readonly MonthRoots _roots;
    private readonly HashSet<DateOnly> _months = [];

    public CheckDropped(SealKeys keys, IReadOnlyList<DropRecord> records) =>
        (_keys, _records, _roots) = (keys, records, new(records.Select(record => record.Month)));

    /// <summary>The months whose records fit.</summary>
    public IReadOnlyList<DroppedMonth> Months => [.. _records.Where(record => _months.Contains(record.Month)).Select(record => record.Told)];

    public void Add(AuditSeal seal) => _roots.Add(seal);

    /// <summary>Call when every seal was added.</summary>
    public void End(FindingList findings)
    {
        foreach (var record in _records)
        {
            var (rows, root) = _roots.End(record.Month);
            if (_keys.IsGenuine(record) && rows == record.Rows && root.AsSpan().SequenceEqual(record.Root))
            {
                _months.Add(record.Month);
            }
            else
            {
                findings.Add(new(FindingKinds.Retention, Guid.Empty, 0, 0, null, new(record.Month, TimeOnly.MinValue, TimeSpan.Zero)));
            }
        }
    }

    /// <summary>Whether the row was dropped by policy.</summary>
    public bool Covers(ReadOnlySpan<byte> id) => _months.Count > 0 && RowMonth.Of(id) is { } month && _months.Contains(month);

    public void Dispose() => _roots.Dispose();
}
