using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Shell.Patients;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Palette;

/// <summary>
/// Ctrl K: patients, the open patient's tabs, pages, actions. A native modal dialog, opened and steered by shell.js without
/// a round trip; the circuit only finds.
/// </summary>
public sealed partial class CommandPalette
{
    private const int Most = 7;
    private readonly PatientSearch _search = new();
    private string _typed = "";
    private string _shown = "";
    private bool _busy;
    private bool _failed;

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public CallContext Reader { get; set; } = null!;

    [Inject]
    private ISession Session { get; set; } = null!;

    [Inject]
    private IPluginSurface Surface { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    [Inject]
    private ILogger<CommandPalette> Logger { get; set; } = null!;

    private List<PaletteGroup> Groups =>
        [.. PaletteGroups.For(_typed, _search.Found, Store.State, Reader, Surface, PatientLine.Today(Time))];

    private string Status => (_busy, _failed, Groups.Count) switch
    {
        (true, _, _) => T("palette.busy"),
        (_, true, _) => T("palette.failed"),
        (_, _, 0) => T("palette.none", _typed),
        _ => "",
    };

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _search.Dispose();
        base.Dispose(disposing);
    }

    private async Task TypedAsync(ChangeEventArgs typed)
    {
        _typed = typed.Value as string ?? "";
        var text = _typed.TrimStart(PaletteGroups.CommandsOnly).Trim();
        _busy = text.Length > 0 && !_typed.StartsWith(PaletteGroups.CommandsOnly) && !Reader.Data.IsEmpty;
        if (!_busy)
        {
            _search.Stop();
            _shown = text;
            return;
        }

        var outcome = await _search.RunAsync(Session, Time, text, Most, Logger);
        if (outcome is not SearchOutcome.Superseded)
        {
            (_busy, _failed, _shown) = (false, outcome is SearchOutcome.Failed, text);
        }
    }
}
