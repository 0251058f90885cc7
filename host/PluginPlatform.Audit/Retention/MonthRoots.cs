using System.Security.Cryptography;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Retention;

/// <summary>Counts and hashes what seals say of some months; the seals come in the order of chains and numbers.</summary>
internal sealed class MonthRoots(IEnumerable<DateOnly> months) : IDisposable
{
    private readonly Dictionary<DateOnly, (IncrementalHash Hash, long Rows)> _months =
        months.ToDictionary(month => month, _ => (IncrementalHash.CreateHash(HashAlgorithmName.SHA256), 0L));

    public void Add(AuditSeal seal)
    {
        if (_months.Count == 0)
        {
            return;
        }

        for (var i = 0; i < seal.Entries.Count; i++)
        {
            var entry = seal.Entries.Entry(i);
            if (RowMonth.Of(entry) is { } month && _months.TryGetValue(month, out var so))
            {
                so.Hash.AppendData(entry);
                _months[month] = (so.Hash, so.Rows + 1);
            }
        }
    }

    /// <summary>What came together for a month. Once.</summary>
    public (long Rows, byte[] Root) End(DateOnly month) => (_months[month].Rows, _months[month].Hash.GetHashAndReset());

    public void Dispose()
    {
        foreach (var (hash, _) in _months.Values)
        {
            hash.Dispose();
        }
    }
}
