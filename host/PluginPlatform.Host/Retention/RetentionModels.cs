namespace PluginPlatform.Host.Retention;

/// <summary>For how long a tenant keeps what is no longer needed.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="AuditMonths">Whole months of the audit trail; 72 at least unless <paramref name="BelowMinimum"/>. The trail is
/// one for all tenants: the longest of them holds.</param>
/// <param name="BelowMinimum">Somebody said that the six years of 45 CFR 164.316(b)(2)(i) do not bind this tenant.</param>
/// <param name="SessionDays">Ended sessions; each user's last one stays.</param>
/// <param name="LinkDays">Used or expired links of invitations and forgotten passwords.</param>
/// <param name="DeadLetterDays">Events that no handler took and that nothing waits behind.</param>
public sealed record RetentionPolicy(string Tenant, int AuditMonths, bool BelowMinimum, int SessionDays, int LinkDays, int DeadLetterDays);

/// <summary>What a run did or, dry, would do.</summary>
/// <param name="Dry">Whether nothing was removed.</param>
/// <param name="Parts">By kind.</param>
/// <param name="Refused">Why months of the trail stay though their time is over; null when none does.</param>
public sealed record RetentionReport(bool Dry, IReadOnlyList<RetentionPart> Parts, string? Refused);

/// <summary>One kind.</summary>
/// <param name="Kind"><c>sessions</c>, <c>links</c>, <c>dead-letters</c> or <c>audit</c>.</param>
/// <param name="Removed">Rows; of the trail months.</param>
/// <param name="Months">Of the trail: the months, <c>yyyy-MM</c>.</param>
public sealed record RetentionPart(string Kind, long Removed, IReadOnlyList<string> Months);

/// <summary>Progress of a run, or its receipt.</summary>
/// <param name="Kind">As in <see cref="RetentionPart"/>.</param>
/// <param name="StartedAt">When.</param>
/// <param name="FinishedAt">When it ended, or null while it goes on or when its host stopped.</param>
/// <param name="Removed">So far.</param>
/// <param name="Note">Months and roots that were dropped, or why none was.</param>
public sealed record RetentionProgress(string Kind, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Removed, string Note);

/// <summary>Policies, and the latest runs.</summary>
public sealed record RetentionState(IReadOnlyList<RetentionPolicy> Policies, IReadOnlyList<RetentionProgress> Runs);
