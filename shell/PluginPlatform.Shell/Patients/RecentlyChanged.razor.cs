using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.Handover;

namespace PluginPlatform.Shell.Patients;

/// <summary>A short list of patients whose record changed last.</summary>
public sealed partial class RecentlyChanged : IDisposable
{
    private const int Most = 10;
    private const string HandoverKey = "home/patients";
    private readonly CancellationTokenSource _gone = new();
    private readonly PatientSearch _search = new();
    private SearchOutcome? _outcome;

    [Inject]
    private ISession Session { get; set; } = null!;

    [Inject]
    private PageHandover Handover { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<RecentlyChanged> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive && Handover.TryTake<IReadOnlyList<SubjectSummary>>(HandoverKey, out var carried))
        {
            (_search.Found, _outcome) = (carried, SearchOutcome.Found);
            return;
        }

        await FindAsync();
        if (!RendererInfo.IsInteractive && _outcome is SearchOutcome.Found)
        {
            Handover.Keep(HandoverKey, _search.Found);
        }
    }

    private async Task FindAsync()
    {
        try
        {
            _outcome = await _search.FindAsync(Session, "", Most, Logger, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The reader went on to another page.
        }
    }
}
