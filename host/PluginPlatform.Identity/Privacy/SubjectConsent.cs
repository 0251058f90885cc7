namespace PluginPlatform.Identity.Privacy;

/// <summary>One decision of a data subject.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">The data subject.</param>
/// <param name="Party">Whom it is about; see <see cref="Sdk.Access.ConsentParty"/>.</param>
/// <param name="Decision"><c>deny</c> or <c>permit</c>.</param>
/// <param name="Note">What was said with it; empty for nothing.</param>
/// <param name="From">Not before, UTC.</param>
/// <param name="Until">Before, UTC; null for no end.</param>
/// <param name="GivenBy">Who wrote it down: the patient, or somebody for the patient.</param>
/// <param name="WithdrawnAt">UTC; null while it stands.</param>
/// <param name="WithdrawnBy">Who withdrew it.</param>
public sealed record SubjectConsent(
    Guid Id, string Subject, string Party, string Decision, string Note, DateTimeOffset From, DateTimeOffset? Until, string GivenBy,
    DateTimeOffset? WithdrawnAt, string? WithdrawnBy);
