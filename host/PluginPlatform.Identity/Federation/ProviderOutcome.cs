namespace PluginPlatform.Identity.Federation;

/// <summary>What came of setting a provider up or of linking somebody.</summary>
public abstract record ProviderOutcome
{
    private ProviderOutcome()
    {
    }

    /// <summary>Done.</summary>
    /// <param name="Provider">As it is now; null once removed.</param>
    public sealed record Changed(IdentityProvider? Provider) : ProviderOutcome;

    /// <summary>No such tenant, provider or user.</summary>
    public sealed record Unknown : ProviderOutcome;

    /// <summary>Not done; nothing was written.</summary>
    /// <param name="Code">Stable, for example <c>IDN-2050</c>.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : ProviderOutcome;
}
