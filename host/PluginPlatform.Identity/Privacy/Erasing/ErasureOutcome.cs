namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>What came of planning or running an erasure, or of a legal hold.</summary>
public abstract record ErasureOutcome
{
    private ErasureOutcome()
    {
    }

    /// <summary>The erasure as it is now.</summary>
    /// <param name="Erasure">Planned, or run.</param>
    public sealed record Done(Erasure Erasure) : ErasureOutcome;

    /// <summary>The hold as it is now.</summary>
    /// <param name="Hold">Placed, or released.</param>
    public sealed record Held(LegalHold Hold) : ErasureOutcome;

    /// <summary>There is none.</summary>
    public sealed record Unknown : ErasureOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Code">Stable: <c>ERA-3002</c> subject, <c>ERA-3003</c> reason or end, <c>ERA-3004</c> id typed differently,
    /// <c>ERA-3005</c> a legal hold, <c>ERA-3006</c> rows about somebody else as well, <c>ERA-3007</c> finished already.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : ErasureOutcome;
}
