using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.UI.Hosting;

namespace PluginPlatform.Shell.Slots;

/// <summary>Catches what a fragment throws, in the page and in the circuit, and logs it by plugin.</summary>
public sealed class SlotBoundary : ErrorBoundaryBase
{
    /// <summary>The fill inside.</summary>
    [Parameter, EditorRequired]
    public PlacedFill Placed { get; set; } = null!;

    [Inject]
    private ILogger<SlotBoundary> Logger { get; set; } = null!;

    /// <summary>The failure, in the fragment gate's terms; a fault while rendering counts as <c>fragment.failed</c>.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="placed">The fill it came from.</param>
    public static FragmentFailedException Explain(Exception exception, PlacedFill placed) =>
        exception as FragmentFailedException
        ?? new FragmentFailedException($"{placed.Plugin} {placed.Version}", "fragment.failed", exception);

    /// <inheritdoc/>
    protected override Task OnErrorAsync(Exception exception)
    {
        var failure = Explain(exception, Placed);
        ShellLog.SlotFellBack(Logger, Placed.Fill.Slot, Placed.Fill.Name, failure.Plugin, failure.Code, ShellLog.CauseOf(exception));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (CurrentException is { } problem)
        {
            builder.AddContent(0, ErrorContent?.Invoke(problem));
        }
        else
        {
            builder.AddContent(1, ChildContent);
        }
    }
}
