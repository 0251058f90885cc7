namespace PluginPlatform.Identity.Privacy;

/// <summary>What came of giving or withdrawing a consent.</summary>
public abstract record ConsentOutcome
{
    private ConsentOutcome()
    {
    }

    /// <summary>It is written, and in force from the next statement of every host on.</summary>
    /// <param name="Consent">As it is now.</param>
    public sealed record Written(SubjectConsent Consent) : ConsentOutcome;

    /// <summary>There is none, or the patient is not one the caller sees.</summary>
    public sealed record Unknown : ConsentOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Code">Stable: <c>CON-3002</c> subject, <c>CON-3003</c> party, <c>CON-3004</c> decision, note or end,
    /// <c>CON-3005</c> changed at the same moment.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : ConsentOutcome;
}
