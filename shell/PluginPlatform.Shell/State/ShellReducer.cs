using System.Collections.Immutable;
using PluginPlatform.Sdk.UI.Patients;

namespace PluginPlatform.Shell.State;

/// <summary>State and action to next state; pure.</summary>
internal static class ShellReducer
{
    /// <summary>As many as there are keys Alt 1 … Alt 9.</summary>
    public const int MostOpen = 9;

    public static ShellState Reduce(ShellState state, IShellAction action) => action switch
    {
        ReaderArrived arrived => state with { Reader = arrived.Reader, Open = arrived.Open },
        PatientOpened opened => state with { Patient = opened.Patient, Open = Opened(state.Open, opened.Patient) },
        PatientLeft => state with { Patient = null },
        PatientClosed closed => state with { Open = state.Open.RemoveAll(patient => patient.Id == closed.Id) },
        NoticeRaised raised => state with { LastNotice = state.LastNotice + 1, Notices = state.Notices.Add(new(state.LastNotice + 1, raised.Text)) },
        NoticeDismissed dismissed => state with { Notices = state.Notices.RemoveAll(notice => notice.Id == dismissed.Id) },
        _ => state,
    };

    // A patient keeps the key it has; a new one takes the next, and the one opened longest ago makes room.
    private static ImmutableList<PatientContext> Opened(ImmutableList<PatientContext> open, PatientContext patient)
    {
        var at = open.FindIndex(other => other.Id == patient.Id);
        if (at >= 0)
        {
            return open.SetItem(at, patient);
        }

        return (open.Count < MostOpen ? open : open.RemoveAt(0)).Add(patient);
    }
}
