using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;

namespace PluginPlatform.Shell.Apps;

/// <summary>The SMART apps that can be started for the patient whose chart is open.</summary>
public sealed partial class AppList : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ChartApp>? _apps;
    private bool _failed;

    /// <summary>The patient's id.</summary>
    [Parameter, EditorRequired]
    public string Patient { get; set; } = "";

    [Inject]
    private IAppBoard Board { get; set; } = null!;

    [Inject]
    private ILogger<AppList> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            (_apps, _failed) = (await Board.ListAsync(_gone.Token), false);
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.AppsFailed(Logger, ShellLog.CauseOf(failure));
            _failed = true;
        }
    }
}
