namespace PluginPlatform.Identity.Authorizing;

/// <summary>A question on the consent page as it travels.</summary>
internal sealed record StoredQuestion(long At, Guid Session, string[][] Parameters, long? ResumedAt, Guid? ResumedFrom, string? Patient);
