using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Apps;

/// <summary>
/// An app in a sandboxed frame beneath the patient's banner. Scripts may run there because the app's origin is never the
/// platform's own; that it loaded is known by its coming for the patient it was started with, which no frame can tell.
/// </summary>
public sealed partial class AppFrame : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _gone = new();
    private OpenedApp? _opened;
    private AppFrameState _state;

    /// <summary>The app's id.</summary>
    [Parameter, EditorRequired]
    public string App { get; set; } = "";

    /// <summary>The patient's id.</summary>
    [Parameter, EditorRequired]
    public string Patient { get; set; } = "";

    [Inject]
    private IAppBoard Board { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<AppFrame> Logger { get; set; } = null!;

    private string Said => _state switch
    {
        AppFrameState.Starting => T("apps.starting"),
        AppFrameState.Loading => T("apps.loading", _opened!.App.Name),
        AppFrameState.Arrived => T("apps.arrived"),
        _ => "",
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    // Once, when the page is live: a handle that a prerendered page had taken would be lost.
    /// <inheritdoc/>
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? StartAsync() : Task.CompletedTask;

    private async Task StartAsync()
    {
        (_opened, _state) = (null, AppFrameState.Starting);
        StateHasChanged();
        try
        {
            _opened = await Board.OpenAsync(App, Patient, _gone.Token);
            _state = _opened is null ? AppFrameState.Refused : AppFrameState.Loading;
            StateHasChanged();
            if (_opened is { } opened)
            {
                await AwaitArrivalAsync(opened);
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            // Whatever it was, the rest of the chart works on and the reader is told.
            ShellLog.AppsFailed(Logger, ShellLog.CauseOf(failure));
            _state = _opened is null ? AppFrameState.Failed : _state;
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The reader has left the page.
        }
    }

    private async Task AwaitArrivalAsync(OpenedApp opened)
    {
        var started = Time.GetTimestamp();
        while (_opened == opened)
        {
            if (await opened.HasArrivedAsync(_gone.Token))
            {
                _state = AppFrameState.Arrived;
                break;
            }

            if (_state is AppFrameState.Loading && Time.GetElapsedTime(started) > Patience)
            {
                _state = AppFrameState.Silent;
                StateHasChanged();
            }

            if (Time.GetElapsedTime(started) > Patience * 12)
            {
                return;
            }

            await Task.Delay(Pause, Time, _gone.Token);
        }

        StateHasChanged();
    }
}
