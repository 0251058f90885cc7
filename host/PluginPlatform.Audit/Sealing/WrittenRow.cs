namespace PluginPlatform.Audit.Sealing;

/// <summary>A row in a plugin's transaction.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Tenant">Its tenant.</param>
/// <param name="At">Its time.</param>
/// <param name="Leaf">Its leaf hash.</param>
internal sealed record WrittenRow(Guid Id, string Tenant, DateTimeOffset At, byte[] Leaf)
{
    private volatile bool _queued;

    /// <summary>Whether it waits for its seal.</summary>
    public bool Queued
    {
        get => _queued;
        set => _queued = value;
    }
}
