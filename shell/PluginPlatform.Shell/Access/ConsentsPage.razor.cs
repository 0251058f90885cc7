using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Access;

/// <summary>What one patient decided about the own data: seen, given and withdrawn here, by those who look after the patient or by the patient.</summary>
public sealed partial class ConsentsPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<ConsentLine>? _list;
    private string _decision = "deny";
    private string _party = PartyText.Choices[0];
    private string _name = "";
    private string _note = "";
    private string? _refused;
    private bool _missing;
    private bool _busy;

    /// <summary>The data subject's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IConsentBoard Board { get; set; } = null!;

    [Inject]
    private ILogger<ConsentsPage> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() =>
        ShellPermissions.WritesConsents(Reader, Id) ? LoadAsync() : Task.CompletedTask;

    private async Task LoadAsync()
    {
        _list = await Board.ListAsync(Id, _gone.Token);
        _missing = _list is null;
    }

    private Task GiveAsync() => ChangeAsync(
        () => Board.GiveAsync(Id, PartyText.IsNamed(_party) ? _party + _name.Trim() : _party, _decision == "deny", _note, _gone.Token));

    private Task WithdrawAsync(Guid id) => ChangeAsync(() => Board.WithdrawAsync(Id, id, _gone.Token));

    private async Task ChangeAsync(Func<Task<string?>> change)
    {
        (_busy, _refused) = (true, null);
        try
        {
            _refused = await change();
            if (_refused is null)
            {
                (_name, _note) = ("", "");
                await LoadAsync();
            }
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            // Whatever it was, the reader is told, and the list shows what holds.
            ShellLog.ConsentFailed(Logger, ShellLog.CauseOf(failure));
            _refused = T("consent.failed");
        }

        _busy = false;
    }
}
