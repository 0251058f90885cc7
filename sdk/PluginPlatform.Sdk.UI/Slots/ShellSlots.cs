using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Sdk.UI.Slots;

/// <summary>The shell's slots.</summary>
public static class ShellSlots
{
    /// <summary>Parts of the sticky patient banner, in reading order: allergies (10), alerts (20), identifiers (30), identity (40), visit (50).</summary>
    public static Slot<PatientContext> PatientBanner { get; } = new("PatientBanner", safety: true);

    /// <summary>Tabs of the patient chart. The fill's key is the last segment of the tab's address.</summary>
    public static Slot<PatientContext> PatientTab { get; } = new("PatientTab", safety: true);

    /// <summary>Actions in the banner's menu for the patient in context.</summary>
    public static Slot<PatientContext> PatientAction { get; } = new("PatientAction");

    /// <summary>Widgets of the home page.</summary>
    public static Slot<ShellContext> DashboardWidget { get; } = new("DashboardWidget");

    /// <summary>Every slot; a fill of any other is refused.</summary>
    public static IReadOnlySet<string> Names { get; } =
        new HashSet<string>(StringComparer.Ordinal) { PatientBanner.Name, PatientTab.Name, PatientAction.Name, DashboardWidget.Name };
}
