using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Users;

/// <summary>One user: the roles, and the way out and in.</summary>
public sealed partial class UserPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private HashSet<string> _chosen = [];
    private string? _refused;
    private bool _busy;

    /// <summary>The user.</summary>
    [Parameter, EditorRequired]
    public UserLine User { get; set; } = null!;

    /// <summary>Roles the reader may give.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<string> Grantable { get; set; } = [];

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
    private IUserBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<UserPanel> Logger { get; set; } = null!;

    private bool Above => User.Roles.Any(role => !Grantable.Contains(role));

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized() => _chosen = [.. User.Roles];

    private Task RolesAsync() => ChangeAsync(Board.SetRolesAsync(User.Id, [.. _chosen], _gone.Token), T("users.roles.saved", User.UserName));

    private Task ActivateAsync(bool active) =>
        ChangeAsync(Board.ActivateAsync(User.Id, active, _gone.Token), T(active ? "users.activated" : "users.deactivated", User.UserName));

    private async Task ChangeAsync(Task<UserAnswer> change, string done)
    {
        (_busy, _refused) = (true, null);
        try
        {
            _refused = (await change).Refused;
            if (_refused is null)
            {
                Store.Dispatch(new NoticeRaised(done));
                await OnChanged.InvokeAsync();
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.UsersFailed(Logger, ShellLog.CauseOf(failure));
            _refused = T("users.failed.change");
        }
        finally
        {
            _busy = false;
        }
    }
}
