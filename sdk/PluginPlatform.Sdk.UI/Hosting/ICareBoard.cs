namespace PluginPlatform.Sdk.UI.Hosting;

/// <summary>Emergency access, as the current reader may open or report it. Scoped.</summary>
public interface ICareBoard
{
    /// <summary>Opens one patient outside the reader's care team for a while; recorded and reported.</summary>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="reason">At least 10 characters.</param>
    /// <param name="cancellationToken">Cancels before it is written.</param>
    /// <returns>Null when it is open, else why not.</returns>
    Task<string?> BreakGlassAsync(string subject, string reason, CancellationToken cancellationToken);

    /// <summary>Whether the patient's consent keeps the reader out and emergency access would open the chart all the same.</summary>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    Task<bool> OverridesConsentAsync(string subject, CancellationToken cancellationToken);

    /// <summary>Emergency accesses of the reader's tenant in the last 30 days, newest first, at most 200.</summary>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <returns>Empty when the reader may not see the report.</returns>
    Task<IReadOnlyList<EmergencyLine>> ReportAsync(CancellationToken cancellationToken);

    /// <summary>Why a user may, or may not, see a data subject.</summary>
    /// <param name="user">User name or id.</param>
    /// <param name="subject">The data subject's id.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <returns>Null when there is no such user within the reader's reach.</returns>
    Task<ExplainedAccess?> ExplainAsync(string user, string subject, CancellationToken cancellationToken);
}

/// <summary>One emergency access.</summary>
/// <param name="UserName">Who.</param>
/// <param name="Subject">To whose data.</param>
/// <param name="Reason">As given.</param>
/// <param name="At">From, UTC.</param>
/// <param name="Until">Before, UTC.</param>
public sealed record EmergencyLine(string UserName, string Subject, string Reason, DateTimeOffset At, DateTimeOffset Until);

/// <summary>A decision and what it was made from.</summary>
/// <param name="Allowed">The decision.</param>
/// <param name="Rule">The rule that gave it.</param>
/// <param name="Steps">Whether each thing looked at let the user on, and what it was.</param>
public sealed record ExplainedAccess(bool Allowed, string Rule, IReadOnlyList<KeyValuePair<bool, string>> Steps);
