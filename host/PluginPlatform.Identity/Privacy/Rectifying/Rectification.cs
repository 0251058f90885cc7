namespace PluginPlatform.Identity.Privacy.Rectifying;

/// <summary>A correction a patient asked for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">The data subject.</param>
/// <param name="What">What is wrong, in the patient's words.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="AskedBy">Who wrote it down.</param>
/// <param name="State"><c>open</c>, <c>corrected</c> or <c>refused</c>.</param>
/// <param name="Reason">Why it was decided so.</param>
/// <param name="Corrected">The version that corrects it, <c>Type/id/_history/version</c>.</param>
/// <param name="DecidedAt">UTC; null while it is open.</param>
/// <param name="DecidedBy">Who decided.</param>
/// <param name="Disagreement">The patient's statement against a refusal.</param>
/// <param name="DisagreementAt">UTC; null without one.</param>
public sealed record Rectification(
    Guid Id, string Subject, string What, DateTimeOffset AskedAt, string AskedBy, string State, string? Reason, string? Corrected,
    DateTimeOffset? DecidedAt, string? DecidedBy, string? Disagreement, DateTimeOffset? DisagreementAt);
