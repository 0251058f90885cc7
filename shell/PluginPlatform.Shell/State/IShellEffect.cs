namespace PluginPlatform.Shell.State;

/// <summary>What else happens when an action was applied: remembering, telling, navigating.</summary>
internal interface IShellEffect
{
    /// <summary>Runs after the reducers.</summary>
    /// <param name="action">What happened.</param>
    /// <param name="state">The state after it.</param>
    void After(IShellAction action, ShellState state);
}
