using Microsoft.AspNetCore.Components;
using PluginPlatform.Sdk.Subjects;

namespace PluginPlatform.Shell.Patients;

/// <summary>The table of patients.</summary>
public sealed partial class PatientRows
{
    /// <summary>The rows; null while they are awaited.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<SubjectSummary>? Patients { get; set; }

    /// <summary>What was searched for, to mark it in the names.</summary>
    [Parameter]
    public string Text { get; set; } = "";

    [Inject]
    private TimeProvider Time { get; set; } = null!;
}
