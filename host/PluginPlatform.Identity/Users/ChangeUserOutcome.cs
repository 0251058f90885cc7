namespace PluginPlatform.Identity.Users;

/// <summary>What came of changing a user.</summary>
public abstract record ChangeUserOutcome
{
    private ChangeUserOutcome()
    {
    }

    /// <summary>Changed.</summary>
    /// <param name="User">As it is now.</param>
    public sealed record Changed(UserEntry User) : ChangeUserOutcome;

    /// <summary>No such user within the administrator's reach.</summary>
    public sealed record Unknown : ChangeUserOutcome;

    /// <summary>Not changed; nothing was written.</summary>
    /// <param name="Code">Stable: <c>IDN-2012</c> role, <c>IDN-2016</c> above the administrator's own, <c>IDN-2017</c> the last
    /// administrator of the platform, <c>IDN-2018</c> oneself.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : ChangeUserOutcome;
}
