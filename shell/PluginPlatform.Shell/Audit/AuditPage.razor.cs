using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.State;

namespace PluginPlatform.Shell.Audit;

/// <summary>The audit trail: who saw this patient, what did this user see, and any period, action or outcome. What is typed stays in the circuit.</summary>
public sealed partial class AuditPage : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private AuditForm _form = new();
    private AuditFilter _shown = new();
    private AuditRowPage? _page;
    private string? _after;
    private string? _refused;
    private bool _failed;
    private bool _busy;

    [CascadingParameter]
    private CallContext Reader { get; set; } = null!;

    [Inject]
    private IAuditExplorer Explorer { get; set; } = null!;

    [Inject]
    private ShellStore Store { get; set; } = null!;

    [Inject]
    private ILogger<AuditPage> Logger { get; set; } = null!;

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

        // One look, one row: the page as it is drawn before its circuit does not look.
        return RendererInfo.IsInteractive && Reader.Has(ShellPermissions.ReadAudit) ? SearchAsync() : Task.CompletedTask;
    }

    private Task SearchAsync()
    {
        _shown = _form.ToFilter();
        return LoadAsync(null);
    }

    private Task OlderAsync() => LoadAsync(_page?.Next);

    private Task RetryAsync() => LoadAsync(_after);

    private Task BrokenGlassAsync()
    {
        _form = new() { Purpose = "BTG" };
        return SearchAsync();
    }

    private Task ClearAsync()
    {
        _form = new();
        return SearchAsync();
    }

    private Task OfSubjectAsync(string subject)
    {
        _form.Subject = subject;
        return SearchAsync();
    }

    private Task OfActorAsync(string actor)
    {
        _form.Actor = actor;
        return SearchAsync();
    }

    private async Task LoadAsync(string? after)
    {
        (_busy, _failed, _refused, _after) = (true, false, null, after);
        try
        {
            var answer = await Explorer.FindAsync(_shown, after, _gone.Token);
            _page = (answer as AuditAnswer.Found)?.Page;
            _refused = (answer as AuditAnswer.Refused)?.Reason;
        }
        catch (Exception failure) when (!_gone.IsCancellationRequested)
        {
            ShellLog.AuditFailed(Logger, ShellLog.CauseOf(failure));
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }
}
