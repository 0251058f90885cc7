using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Access;

/// <summary>Emergency access of the last 30 days, and why somebody may see somebody.</summary>
public sealed partial class AccessPage
{
    private IReadOnlyList<EmergencyLine>? _report;
    private ExplainedAccess? _answer;
    private string _user = "";
    private string _subject = "";
    private bool _asked;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private ICareBoard Board { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private int Recent => _report?.Count(line => line.At > Time.GetUtcNow().AddDays(-1)) ?? 0;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        if (ShellPermissions.ReadsAudit(Reader))
        {
            Store.Dispatch(new PatientLeft());
            _report = await Board.ReportAsync(CancellationToken.None);
        }
    }

    private async Task ExplainAsync()
    {
        _answer = await Board.ExplainAsync(_user.Trim(), _subject.Trim(), CancellationToken.None);
        _asked = true;
    }
}
