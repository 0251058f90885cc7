namespace PluginPlatform.Identity.Access;

/// <summary>What came of setting a care relation or breaking the glass.</summary>
public abstract record AccessOutcome
{
    private AccessOutcome()
    {
    }

    /// <summary>The relation as it is now.</summary>
    /// <param name="Relation">The relation.</param>
    public sealed record Related(CareRelation Relation) : AccessOutcome;

    /// <summary>Emergency access is open.</summary>
    /// <param name="Access">Whom, why and until when.</param>
    public sealed record Opened(EmergencyAccess Access) : AccessOutcome;

    /// <summary>The relation is over.</summary>
    public sealed record Ended : AccessOutcome;

    /// <summary>Nothing was changed.</summary>
    /// <param name="Code">Stable: <c>ACC-3001</c> unknown user or relation, <c>ACC-3002</c> subject, <c>ACC-3003</c> period, <c>ACC-3004</c>
    /// reason, <c>ACC-3005</c> nothing to break, <c>ACC-3006</c> withheld by the patient's consent.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : AccessOutcome;
}
