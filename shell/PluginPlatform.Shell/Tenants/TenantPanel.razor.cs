using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Tenants;

/// <summary>One tenant: its settings, and suspending, exporting, deleting it, each for a reason.</summary>
public sealed partial class TenantPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string _hosts = "";
    private bool _careTeam;
    private int _minutes;
    private string _reason = "";
    private string _typed = "";
    private string? _refused;
    private bool _busy;

    /// <summary>The tenant.</summary>
    [Parameter, EditorRequired]
    public TenantLine Tenant { get; set; } = null!;

    /// <summary>On narrow screens, whether the panel lies over the list.</summary>
    [Parameter]
    public bool Opened { get; set; }

    /// <summary>Raised after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Raised when it is put away on a narrow screen.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private ITenantBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<TenantPanel> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() =>
        (_hosts, _careTeam, _minutes) = (string.Join('\n', Tenant.Hosts), Tenant.CareTeam, Tenant.BreakGlassMinutes);

    private Task SetAsync() => ChangeAsync(
        Board.SetAsync(Tenant.Id, _hosts.Split([' ', ',', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), _careTeam, _minutes, _gone.Token),
        T("tenants.settings.saved", Tenant.Name));

    private Task MoveAsync() => Tenant.State == "active"
        ? ChangeAsync(Board.SuspendAsync(Tenant.Id, _reason, _gone.Token), T("tenants.suspend.done", Tenant.Name))
        : ChangeAsync(Board.ResumeAsync(Tenant.Id, _reason, _gone.Token), T("tenants.resume.done", Tenant.Name));

    private Task DeleteAsync() => ChangeAsync(Board.DeleteAsync(Tenant.Id, _typed, _reason, _gone.Token), T("tenants.delete.done", Tenant.Name));

    private async Task ChangeAsync(Task<string?> change, string done)
    {
        (_busy, _refused) = (true, null);
        try
        {
            _refused = await change;
            if (_refused is null)
            {
                (_reason, _typed) = ("", "");
                Store.Dispatch(new NoticeRaised(done));
                await OnChanged.InvokeAsync();
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.TenantsFailed(Logger, ShellLog.CauseOf(failure));
            _refused = T("users.failed.change");
        }
        finally
        {
            _busy = false;
        }
    }
}
