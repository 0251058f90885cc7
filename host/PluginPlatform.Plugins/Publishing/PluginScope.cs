using Microsoft.Extensions.DependencyInjection;

namespace PluginPlatform.Plugins.Publishing;

/// <summary>A scope in one generation's container. While it is open the generation does not retire.</summary>
internal sealed class PluginScope(Generation generation, AsyncServiceScope scope) : IAsyncDisposable
{
    public IServiceProvider Services => scope.ServiceProvider;

    public async ValueTask DisposeAsync()
    {
        try
        {
            await scope.DisposeAsync();
        }
        finally
        {
            generation.Leave();
        }
    }

    /// <summary>
    /// Disposes now, or, when the call was given up but still runs, after it has ended: its services must not be
    /// disposed under it.
    /// </summary>
    public async ValueTask DisposeAfterAsync(Task? running)
    {
        if (running is null or { IsCompleted: true })
        {
            await DisposeAsync();
            return;
        }

        _ = running.ContinueWith(_ => DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
    }
}
