namespace PluginPlatform.Identity.Privacy.Rectifying;

/// <summary>What came of asking for a correction, deciding it, or disagreeing.</summary>
public abstract record RectificationOutcome
{
    private RectificationOutcome()
    {
    }

    /// <summary>The request as it is now.</summary>
    /// <param name="Request">The request.</param>
    public sealed record Written(Rectification Request) : RectificationOutcome;

    /// <summary>There is none, or the patient is not one the caller sees.</summary>
    public sealed record Unknown : RectificationOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Code">Stable: <c>REC-3002</c> text, <c>REC-3003</c> corrected version, <c>REC-3004</c> not in a state for it.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : RectificationOutcome;
}
