namespace PluginPlatform.Storage.Encryption;

/// <summary>A tenant's keys as the database had them at one moment. Immutable.</summary>
internal sealed class KeyRing(IReadOnlyDictionary<int, DataKey> keys, IReadOnlySet<int> shredded, DataKey? active, DataKey? index)
{
    public static KeyRing Empty { get; } = new(new Dictionary<int, DataKey>(), new HashSet<int>(), null, null);

    /// <summary>Encrypts; null when the tenant has none yet or had it destroyed.</summary>
    public DataKey? Active => active;

    /// <summary>Derives blind indexes and blob addresses; not rotated, because look-ups would miss what was written before.</summary>
    public DataKey? Index => index;

    /// <summary>Whether the tenant's keys were destroyed: nothing is encrypted for it again.</summary>
    public bool IsShredded => active is null && shredded.Count > 0;

    public DataKey? Find(int id) => keys.GetValueOrDefault(id);

    public bool WasShredded(int id) => shredded.Contains(id);

    /// <summary>Whether the rows say the same as the ring.</summary>
    public bool Matches(IReadOnlyList<DataKeyRow> rows) =>
        rows.Count == keys.Count + shredded.Count
        && rows.All(r => r.State == DataKeyRow.Shredded ? shredded.Contains(r.Id) : keys.ContainsKey(r.Id))
        && rows.Where(r => r.State == DataKeyRow.Active).All(r => r.Id == active?.Id || r.Id == index?.Id);
}
