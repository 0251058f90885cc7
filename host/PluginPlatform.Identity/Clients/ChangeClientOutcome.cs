namespace PluginPlatform.Identity.Clients;

/// <summary>What came of changing a client.</summary>
public abstract record ChangeClientOutcome
{
    private ChangeClientOutcome()
    {
    }

    /// <summary>Changed.</summary>
    /// <param name="Client">As it is now.</param>
    /// <param name="Secret">Its new secret: shown now and never again. Null when none was made.</param>
    public sealed record Changed(RegisteredClient Client, string? Secret = null) : ChangeClientOutcome;

    /// <summary>No such client within the administrator's reach.</summary>
    public sealed record Unknown : ChangeClientOutcome;

    /// <summary>Not changed.</summary>
    /// <param name="Code">Stable, for example <c>IDN-2040</c>.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : ChangeClientOutcome;
}
