namespace PluginPlatform.Events.Delivering;

/// <summary>Keys of a subscription with an event set aside: later events of them wait.</summary>
internal sealed class BlockedKeys
{
    private readonly HashSet<(string Tenant, string Key)> _keys = [];

    public bool Contains(StoredEvent stored) => _keys.Count > 0 && _keys.Contains((stored.Tenant, stored.Key));

    public void Add(StoredEvent stored) => _keys.Add((stored.Tenant, stored.Key));

    public void Add(string tenant, string key) => _keys.Add((tenant, key));

    public void Clear() => _keys.Clear();
}
