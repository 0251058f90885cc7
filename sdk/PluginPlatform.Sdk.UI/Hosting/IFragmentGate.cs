using PluginPlatform.Sdk.UI.Slots;

namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>
/// The one way a fragment's loading runs: permission, audit row (durable before anything is shown), time-out, circuit
/// breaker and metrics by plugin and version. Scoped to the circuit or the page request.
/// </summary>
public interface IFragmentGate
{
    /// <summary>Loads a fragment's model.</summary>
    /// <param name="fill">The fill being shown.</param>
    /// <param name="subject">The data subject's id, or null.</param>
    /// <param name="load">The fragment's own loading; runs off the renderer, so that it may also block.</param>
    /// <param name="cancellationToken">Cancelled when the fragment goes away.</param>
    /// <typeparam name="TModel">The model.</typeparam>
    /// <exception cref="FragmentFailedException">It threw, took too long, is set aside, or the reader may not see it.</exception>
    Task<TModel> LoadAsync<TModel>(
        SlotFill fill, string? subject, Func<CancellationToken, Task<TModel>> load, CancellationToken cancellationToken);
}
