using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.UI.Components;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Plugins;

/// <summary>A plugin's state as icon and word: never told by colour alone.</summary>
public sealed partial class StateMark
{
    /// <summary>As in <see cref="Sdk.UI.Hosting.PluginStatus.State"/>.</summary>
    [Parameter, EditorRequired]
    public string State { get; set; } = "";

    private (Glyph Glyph, string Tone, string Word) Look => State switch
    {
        "active" => (Glyph.Check, "ok", T("state.active")),
        "degraded" => (Glyph.Warning, "warn", T("state.degraded")),
        "faulted" => (Glyph.Danger, "danger", T("state.faulted")),
        "refused" => (Glyph.Refused, "warn", T("state.refused")),
        "draining" => (Glyph.Drain, "info", T("state.draining")),
        "loading" => (Glyph.Clock, "info", T("state.loading")),
        "disabled" => (Glyph.Off, "muted", T("state.disabled")),
        _ => (Glyph.Info, "muted", State),
    };
}
