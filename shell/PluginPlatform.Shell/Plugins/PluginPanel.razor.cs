using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Plugins;

/// <summary>One plugin: what it is, what it needs and may, and its switch. Switching off asks a reason.</summary>
public sealed partial class PluginPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string _reason = "";
    private string? _refused;
    private bool _busy;

    /// <summary>The plugin.</summary>
    [Parameter, EditorRequired]
    public PluginStatus Plugin { get; set; } = null!;

    /// <summary>Whether the reader may switch it.</summary>
    [Parameter]
    public bool MayManage { get; set; }

    /// <summary>Names of the plugins that require it and are on.</summary>
    [Parameter]
    public IReadOnlyList<string> Dependents { get; set; } = [];

    /// <summary>On narrow screens, whether the panel lies over the board.</summary>
    [Parameter]
    public bool Opened { get; set; }

    /// <summary>Raised when it is put away on a narrow screen.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IPluginBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<PluginPanel> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task OnAsync() => SwitchAsync(true, T("switch.on.reason"));

    private Task OffAsync() => _reason.Trim().Length >= 4 ? SwitchAsync(false, _reason.Trim()) : Task.CompletedTask;

    private async Task SwitchAsync(bool enabled, string reason)
    {
        (_busy, _refused) = (true, null);
        var name = Plugin.Name;
        try
        {
            _refused = await Board.SwitchAsync(Plugin.Id, enabled, reason, _gone.Token);
            if (_refused is null)
            {
                _reason = "";
                Store.Dispatch(new NoticeRaised(T(enabled ? "switch.done.on" : "switch.done.off", name)));
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            // The board says in words what it refuses; this is a fault of the board itself.
            ShellLog.SwitchFailed(Logger, Plugin.Id, ShellLog.CauseOf(failure));
            _refused = T("switch.failed");
        }
        finally
        {
            _busy = false;
        }
    }
}
