namespace PluginPlatform.Shell.State;

/// <summary>The shell's one state per page or circuit: actions go in, reducers make the next state, effects follow.</summary>
/// <param name="effects">Run after each action, in order.</param>
internal sealed class ShellStore(IEnumerable<IShellEffect> effects)
{
    /// <summary>Raised after the state changed, on the circuit's own context.</summary>
    public event Action? Changed;

    /// <summary>The current state.</summary>
    public ShellState State { get; private set; } = new();

    /// <summary>Applies an action. Call it on the circuit's own context.</summary>
    /// <param name="action">What happened.</param>
    public void Dispatch(IShellAction action)
    {
        var before = State;
        State = ShellReducer.Reduce(before, action);
        foreach (var effect in effects)
        {
            effect.After(action, State);
        }

        if (before != State)
        {
            Changed?.Invoke();
        }
    }
}
