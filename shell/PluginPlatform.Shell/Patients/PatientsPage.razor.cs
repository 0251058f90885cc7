using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Subjects;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.Handover;
using PluginPlatform.Shell.State;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Patients;

/// <summary>Finds a patient. What is typed stays in the circuit: it is never part of an address.</summary>
public sealed partial class PatientsPage : IDisposable
{
    private const int Most = 50;
    private const string HandoverKey = "patients";
    private readonly PatientSearch _search = new();
    private SearchOutcome? _outcome;
    private string _typed = "";
    private string _shown = "";
    private bool _busy;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private ISession Session { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private PageHandover Handover { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<PatientsPage> Logger { get; set; } = null!;

    private string Heading => (_shown.Length > 0, _outcome) switch
    {
        (true, SearchOutcome.Found) => _search.Found.Count < Most ? T("patients.found", _search.Found.Count) : T("patients.many", Most),
        (false, SearchOutcome.Found) => T("patients.recent"),
        _ => "",
    };

    /// <inheritdoc/>
    public void Dispose() => _search.Dispose();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        Store.Dispatch(new PatientLeft());
        if (Reader.Data.IsEmpty)
        {
            return;
        }

        if (RendererInfo.IsInteractive && Handover.TryTake<IReadOnlyList<SubjectSummary>>(HandoverKey, out var carried))
        {
            (_search.Found, _outcome) = (carried, SearchOutcome.Found);
            return;
        }

        _outcome = await _search.FindAsync(Session, "", Most, Logger, CancellationToken.None);
        if (!RendererInfo.IsInteractive && _outcome is SearchOutcome.Found)
        {
            Handover.Keep(HandoverKey, _search.Found);
        }
    }

    private Task TypedAsync(ChangeEventArgs typed)
    {
        _typed = (typed.Value as string ?? "").Trim();
        return RetryAsync();
    }

    private async Task RetryAsync()
    {
        _busy = true;
        var text = _typed;
        var outcome = await _search.RunAsync(Session, Time, text, Most, Logger);
        if (outcome is not SearchOutcome.Superseded)
        {
            (_busy, _outcome, _shown) = (false, outcome, text);
        }
    }
}
