using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.UI.Hosting;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Chart;

/// <summary>Emergency access to one chart, for a reason.</summary>
public sealed partial class BreakGlassForm
{
    private string _reason = "";
    private string? _refused;
    private bool _busy;

    /// <summary>The data subject's id.</summary>
    [Parameter, EditorRequired]
    public string Subject { get; set; } = "";

    /// <summary>Raised once access is open.</summary>
    [Parameter]
    public EventCallback OnOpened { get; set; }

    [Inject]
    private ICareBoard Board { get; set; } = null!;

    [Inject]
    private ILogger<BreakGlassForm> Logger { get; set; } = null!;

    private async Task BreakAsync()
    {
        (_busy, _refused) = (true, null);
        try
        {
            _refused = await Board.BreakGlassAsync(Subject, _reason, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Whatever it was, nothing is open, and the reader is told.
            ShellLog.BreakGlassFailed(Logger, ShellLog.CauseOf(failure));
            _refused = T("careteam.failed");
        }

        _busy = false;
        if (_refused is null)
        {
            await OnOpened.InvokeAsync();
        }
    }
}
