using Microsoft.AspNetCore.Components;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Frame;

/// <summary>What was just done, in a line; it goes by itself after a while, for it only repeats what the page shows.</summary>
public sealed partial class Notices
{
    private static readonly TimeSpan Stay = TimeSpan.FromSeconds(8);
    private readonly CancellationTokenSource _gone = new();
    private long _seen;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        long[] fresh = [.. Store.State.Notices.Select(notice => notice.Id).Where(id => id > _seen)];
        if (fresh.Length == 0)
        {
            return;
        }

        _seen = fresh[^1];
        try
        {
            await Task.Delay(Stay, Time, _gone.Token);
        }
        catch (OperationCanceledException)
        {
            return; // The circuit ended first.
        }

        foreach (var id in fresh)
        {
            Store.Dispatch(new NoticeDismissed(id));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _gone.Cancel();
        _gone.Dispose();
        base.Dispose(disposing);
    }
}
