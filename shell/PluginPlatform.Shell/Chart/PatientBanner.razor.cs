using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Sdk.UI.Patients;
using PluginPlatform.Sdk.UI.Slots;
using PluginPlatform.Shell.Patients;
using PluginPlatform.Shell.Slots;
using static PluginPlatform.Shell.Text.ShellText;

namespace PluginPlatform.Shell.Chart;

/// <summary>Who the patient is, then what plugins add in reading order: allergies, alerts, identifiers, identity, visit.</summary>
public sealed partial class PatientBanner : IDisposable
{
    private IReadOnlyList<PlacedFill> _parts = [];
    private IReadOnlyList<PlacedFill> _actions = [];

    /// <summary>The patient in context.</summary>
    [Parameter, EditorRequired]
    public PatientContext Patient { get; set; } = null!;

    /// <summary>Who reads.</summary>
    [Parameter, EditorRequired]
    public CallContext Reader { get; set; } = null!;

    [Inject]
    private IPluginSurface Surface { get; set; } = null!;

    [Inject]
    private TimeProvider Time { get; set; } = null!;

    private IEnumerable<string> Facts
    {
        get
        {
            if (PatientText.Age(Patient.Subject, PatientLine.Today(Time)) is { } age)
            {
                yield return age;
            }

            yield return PatientText.Sex(Patient.Subject);
            yield return PatientText.Born(Patient.Subject) is { } born ? T("born", born) : T("born.unknown");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Surface.Changed -= Follow;

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Fill();
        Surface.Changed += Follow;
    }

    private void Follow() => _ = InvokeAsync(() =>
    {
        Fill();
        StateHasChanged();
    });

    private void Fill()
    {
        _parts = Surface.For(ShellSlots.PatientBanner.Name, Reader);
        _actions = Surface.For(ShellSlots.PatientAction.Name, Reader);
    }
}
