using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Clients;

/// <summary>One client: what it may do, another secret, and the way out and in.</summary>
public sealed partial class ClientPanel : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string? _refused;
    private bool _busy;

    /// <summary>The client.</summary>
    [Parameter, EditorRequired]
    public ClientLine Client { get; set; } = null!;

    /// <summary>On narrow screens, whether the panel lies over the list.</summary>
    [Parameter]
    public bool Opened { get; set; }

    /// <summary>Raised after a change.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    /// <summary>Raised with a secret that was made.</summary>
    [Parameter]
    public EventCallback<NewSecret> OnSecret { get; set; }

    /// <summary>Raised when it is put away on a narrow screen.</summary>
    [Parameter]
    public EventCallback OnClose { get; set; }

    [Inject]
    private IClientBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<ClientPanel> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task ActivateAsync(bool active) =>
        ChangeAsync(Board.ActivateAsync(Client.Id, active, _gone.Token), T(active ? "clients.activated" : "users.deactivated", Client.Id));

    private Task NewSecretAsync() => ChangeAsync(Board.NewSecretAsync(Client.Id, _gone.Token), T("clients.secret.made", Client.Id));

    private async Task ChangeAsync(Task<ClientAnswer> change, string done)
    {
        (_busy, _refused) = (true, null);
        try
        {
            var answer = await change;
            _refused = answer.Refused;
            if (_refused is null)
            {
                Store.Dispatch(new NoticeRaised(done));
                await OnChanged.InvokeAsync();
            }

            if (answer.Secret is { } secret)
            {
                await OnSecret.InvokeAsync(new(Client.Id, secret));
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.ClientsFailed(Logger, ShellLog.CauseOf(failure));
            _refused = T("users.failed.change");
        }
        finally
        {
            _busy = false;
        }
    }
}
