using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Patients;
using PluginPlatform.Sdk.UI.Slots;
using PluginPlatform.Shell.Apps;
using PluginPlatform.Shell.Handover;
using PluginPlatform.Shell.Slots;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Chart;

/// <summary>A patient's chart: banner and tabs, both from plugins; follows the plugins while it is open.</summary>
public sealed partial class ChartPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<PlacedFill> _tabs = [];
    private PatientContext? _patient;
    private ChartState _state;
    private string? _loadedId;
    private string? _lost;
    private bool _opened;

    /// <summary>The data subject's id.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The tab's name; without one the first.</summary>
    [Parameter]
    public string? Tab { get; set; }

    /// <summary>The app that is open, where apps are; else null.</summary>
    [Parameter]
    public string? App { get; set; }

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private ISession Session { get; set; } = null!;

    [Inject]
    private IPluginSurface Surface { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private PageHandover Handover { get; set; } = null!;

    [Inject]
    private ILogger<ChartPage> Logger { get; set; } = null!;

    private bool Launching => App is not null || Tab == AppPlace.Name;

    private PlacedFill? OpenTab => Launching ? null : Tab is null ? _tabs.FirstOrDefault() : _tabs.FirstOrDefault(tab => tab.Fill.Name == Tab);

    /// <inheritdoc/>
    public void Dispose()
    {
        Surface.Changed -= Follow;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _tabs = Surface.For(ShellSlots.PatientTab.Name, Reader);
        Surface.Changed += Follow;
    }

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync()
    {
        if (_loadedId == Id)
        {
            return Task.CompletedTask;
        }

        (_loadedId, _opened) = (Id, false);
        return LoadAsync();
    }

    private Task OpenedAsync()
    {
        _opened = true;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        (_state, _patient, _lost) = (ChartState.Loading, null, null);
        if (Reader.Data.IsEmpty)
        {
            _state = ChartState.Forbidden;
            return;
        }

        var id = Id;
        var (state, subject) = RendererInfo.IsInteractive && Handover.TryTake<SubjectSummary>("subject/" + id, out var carried)
            ? (ChartState.Open, carried)
            : await FindAsync(id);
        if (id != Id || _gone.IsCancellationRequested)
        {
            return;
        }

        _state = state;
        if (subject is null)
        {
            Store.Dispatch(new PatientLeft());
            return;
        }

        if (!RendererInfo.IsInteractive)
        {
            Handover.Keep("subject/" + id, subject);
        }

        _patient = new PatientContext(subject);
        Store.Dispatch(new PatientOpened(_patient));
    }

    private async Task<(ChartState State, SubjectSummary? Subject)> FindAsync(string id)
    {
        try
        {
            if (await Session.PatientsAsync(_gone.Token) is not { } directory)
            {
                return (ChartState.NoDirectory, null);
            }

            return await directory.FindAsync(id, _gone.Token) is { } subject
                ? (ChartState.Open, subject)
                : (Reader.View.IsCareTeam && !Reader.BreakGlass.Contains(id) && !_opened ? ChartState.OutsideCareTeam : ChartState.NotFound, null);
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            // Whatever a plugin's directory throws, the chart shows its error state and the rest of the shell works on.
            ShellLog.DirectoryFailed(Logger, ShellLog.CauseOf(failure));
            return (ChartState.Failed, null);
        }
    }

    private void Follow() => _ = InvokeAsync(() =>
    {
        var open = OpenTab;
        _tabs = Surface.For(ShellSlots.PatientTab.Name, Reader);
        if (OpenTab is not null)
        {
            _lost = null;
        }
        else if (open is not null)
        {
            _lost = open.Fill.Title;
        }

        StateHasChanged();
    });
}
