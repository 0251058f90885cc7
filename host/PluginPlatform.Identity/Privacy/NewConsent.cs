namespace PluginPlatform.Identity.Privacy;

/// <summary>A decision as it is given. It takes the place of the one about the same party that stands.</summary>
/// <param name="Subject">The data subject.</param>
/// <param name="Party">See <see cref="Sdk.Access.ConsentParty"/>; a user may be named instead of the id.</param>
/// <param name="Decision"><c>deny</c> or <c>permit</c>.</param>
/// <param name="Note">At most 400 characters; null for nothing.</param>
/// <param name="Until">Null for no end.</param>
public sealed record NewConsent(string Subject, string Party, string Decision, string? Note, DateTimeOffset? Until);
