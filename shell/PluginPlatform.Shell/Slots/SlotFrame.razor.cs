using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using PluginPlatform.Sdk.UI.Fragments;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.Handover;

namespace PluginPlatform.Shell.Slots;

/// <summary>Draws one fill of a slot. Give it a new <c>@key</c> when the fill or its context changes.</summary>
/// <typeparam name="TContext">The slot's context.</typeparam>
public sealed partial class SlotFrame<TContext> : IDisposable
{
    private SlotBoundary _boundary = null!;
    private FragmentFrame _frame = null!;
    private Dictionary<string, object> _parameters = [];
    private CancellationTokenSource? _patience;
    private bool _loaded;
    private int _attempt;

    /// <summary>The fill and its plugin.</summary>
    [Parameter, EditorRequired]
    public PlacedFill Placed { get; set; } = null!;

    /// <summary>What the fragment receives; the same instance until the context changes.</summary>
    [Parameter, EditorRequired]
    public TContext Context { get; set; } = null!;

    /// <summary>Tells the same fragment for different subjects apart when models are handed to the circuit.</summary>
    [Parameter]
    public string Subject { get; set; } = "";

    /// <summary>Whether the fallback may shrink to one line; never for slots that carry safety.</summary>
    [Parameter]
    public bool Slim { get; set; }

    /// <summary>The skeleton; by default three bars.</summary>
    [Parameter]
    public RenderFragment? Waiting { get; set; }

    [Inject]
    private IFragmentGate Gate { get; set; } = null!;

    [Inject]
    private PageHandover Handover { get; set; } = null!;

    [Inject]
    private IOptions<ShellOptions> Options { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        var prerendering = !RendererInfo.IsInteractive;
        _patience = prerendering ? new CancellationTokenSource(Options.Value.Patience, Time) : null;
        _frame = new FragmentFrame(Placed.Fill, Gate, Ready)
        {
            Memory = new FragmentMemory(Handover, $"{Placed.Fill.Key}@{Placed.Version}/{Subject}", prerendering),
            Patience = _patience?.Token,
        };
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => _parameters = new() { [nameof(IFragment<TContext>.Context)] = Context };

    /// <inheritdoc/>
    public void Dispose() => _patience?.Dispose();

    private void Ready()
    {
        _loaded = true;
        StateHasChanged();
    }

    private void TryAgain()
    {
        _loaded = false;
        _attempt++;
        _boundary.Recover();
    }
}
