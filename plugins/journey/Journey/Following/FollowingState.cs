namespace Journey.Following;

/// <summary>How following the record goes in this process.</summary>
internal sealed class FollowingState
{
    private volatile bool _failing;

    /// <summary>Whether the last batch failed.</summary>
    public bool Failing => _failing;

    public void Failed() => _failing = true;

    public void Succeeded() => _failing = false;
}
