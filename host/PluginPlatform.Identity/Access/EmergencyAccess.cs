namespace PluginPlatform.Identity.Access;

/// <summary>One breaking of the glass: one user, one data subject, for a while.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">The user's id.</param>
/// <param name="UserName">The user name then.</param>
/// <param name="Subject">The data subject's id.</param>
/// <param name="Reason">As given.</param>
/// <param name="At">From, UTC.</param>
/// <param name="Until">Before, UTC.</param>
public sealed record EmergencyAccess(
    Guid Id, Guid User, string UserName, string Subject, string Reason, DateTimeOffset At, DateTimeOffset Until);
