namespace PluginPlatform.Audit;

/// <summary>How a call ended, as audit rows say it.</summary>
public static class AuditOutcome
{
    /// <summary>Answered as asked.</summary>
    public const string Success = "success";

    /// <summary>Refused for lack of rights.</summary>
    public const string Denied = "denied";

    /// <summary>Refused for bad input, or found nothing.</summary>
    public const string Rejected = "rejected";

    /// <summary>Failed.</summary>
    public const string Failed = "failed";
}
