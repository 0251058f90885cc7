namespace PluginPlatform.Identity.Authorizing;

/// <summary>A resume mark as it travels.</summary>
internal sealed record StoredMark(long At, Guid? Session, string Request);
