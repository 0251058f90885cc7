namespace PluginPlatform.Events.Delivering;

/// <summary>Wakes one waiter; a pulse without a waiter is kept, several are one.</summary>
internal sealed class Pulse
{
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _signal = new(0, 1);

    public void Set()
    {
        lock (_gate)
        {
            if (_signal.CurrentCount == 0)
            {
                _signal.Release();
            }
        }
    }

    /// <summary>Waits for a pulse or the time-out.</summary>
    public Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        _signal.WaitAsync(timeout, cancellationToken);
}
