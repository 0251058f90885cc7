namespace PluginPlatform.Events.Delivering;

/// <summary>A due retry.</summary>
internal sealed record RetryRow(long Id, int Attempts, StoredEvent Event);
