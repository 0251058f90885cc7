namespace PluginPlatform.Shell.State;

/// <summary>Keeps the open patients across page loads.</summary>
internal sealed class RememberOpened(RecentPatients recent) : IShellEffect
{
    public void After(IShellAction action, ShellState state)
    {
        if (action is PatientOpened or PatientClosed && state.Reader is { } reader)
        {
            recent.Keep(reader, state.Open);
        }
    }
}
