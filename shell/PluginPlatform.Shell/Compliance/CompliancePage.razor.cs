using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Compliance;

/// <summary>The compliance report of a period, to read and to print.</summary>
public sealed partial class CompliancePage : IDisposable
{
    private static readonly int[] Periods = [7, 30, 90, 366];

    private readonly CancellationTokenSource _gone = new();
    private int _days = 30;
    private bool _everyTenant;
    private ComplianceReport? _report;
    private string? _refused;
    private bool _failed;
    private bool _busy;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IComplianceBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<CompliancePage> Logger { get; set; } = null!;

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc/>
    protected override Task OnInitializedAsync()
    {
        Store.Dispatch(new PatientLeft());

        // One report, one row of the trail: the page as it is drawn before its circuit makes none.
        return RendererInfo.IsInteractive && Reader.Has(ShellPermissions.ReadAudit) ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync()
    {
        (_busy, _failed, _refused) = (true, false, null);
        try
        {
            var answer = await Board.ReadAsync(_days, _everyTenant, _gone.Token);
            _report = (answer as ComplianceAnswer.Made)?.Report;
            _refused = (answer as ComplianceAnswer.Refused)?.Reason;
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.ComplianceFailed(Logger, ShellLog.CauseOf(failure));
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }
}
