namespace PluginPlatform.Identity.EndSession;

/// <summary>Whose session an ID token was issued in, and to which client.</summary>
internal sealed record LoggedIn(string Client, Guid User, Guid Session);
