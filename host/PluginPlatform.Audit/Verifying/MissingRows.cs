namespace PluginPlatform.Audit.Verifying;

/// <summary>Tells which sealed rows are gone, as ranges of positions; at a chain's end it is a cut.</summary>
internal static class MissingRows
{
    /// <param name="missing">Sealed, and not there.</param>
    /// <param name="ends">The last sealed position of each chain.</param>
    /// <param name="findings">Takes the ranges.</param>
    public static void Run(IEnumerable<Place> missing, IReadOnlyDictionary<Guid, long> ends, FindingList findings)
    {
        foreach (var chain in missing.GroupBy(place => place.Seal.Chain))
        {
            Place[] places = [.. chain.OrderBy(place => place.Position)];
            for (var i = 0; i < places.Length;)
            {
                var first = i;
                while (++i < places.Length && places[i].Position == places[i - 1].Position + 1)
                {
                    // One range.
                }

                var kind = places[i - 1].Position == ends[chain.Key] ? FindingKinds.TailCut : FindingKinds.Deleted;
                findings.Add(new(
                    kind, chain.Key, places[first].Position, places[i - 1].Position,
                    places[first].Seal.Entries.Id(places[first].Index), places[first].Seal.At));
            }
        }
    }
}
