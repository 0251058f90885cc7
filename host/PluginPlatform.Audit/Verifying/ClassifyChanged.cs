using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Verifying;

/// <summary>Tells rows that changed places (each is whole under another's id or time) from edited ones.</summary>
internal static class ClassifyChanged
{
    /// <summary>So many are compared with each other; more count as edited.</summary>
    public const int Most = 100;

    // The encoding begins with length and id, then length and time.
    private static readonly Range _id = 4..20;
    private static readonly Range _time = 24..32;

    public static void Run(IReadOnlyList<ChangedRow> changed, FindingList findings)
    {
        foreach (var row in changed)
        {
            var moved = changed.Any(other => other != row && (Fits(row, other, other, _id) || Fits(row, other, row, _time)));
            findings.Add(new(
                moved ? FindingKinds.Reordered : FindingKinds.Edited,
                row.Place.Seal.Chain, row.Place.Position, row.Place.Position, row.Id, StoredRowStream.TimeOf(row.Encoded)));
        }
    }

    private static bool Fits(ChangedRow row, ChangedRow from, ChangedRow place, Range part)
    {
        var encoded = row.Encoded.ToArray();
        from.Encoded.AsSpan(part).CopyTo(encoded.AsSpan(part));
        Span<byte> leaf = stackalloc byte[RowEncoding.HashSize];
        RowEncoding.Hash(encoded, leaf);
        return place.Place.Leaf.SequenceEqual(leaf);
    }
}
