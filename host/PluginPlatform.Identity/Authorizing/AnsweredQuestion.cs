namespace PluginPlatform.Identity.Authorizing;

/// <summary>A request somebody was asked about, as it stood then.</summary>
/// <param name="Request">The request.</param>
/// <param name="Resumed">Set when it had come back from the sign-in page.</param>
/// <param name="Patient">The patient chosen before; null when none was.</param>
internal sealed record AnsweredQuestion(AuthorizeRequest Request, ResumeMark? Resumed, string? Patient);
