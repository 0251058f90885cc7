namespace PluginPlatform.Identity.Keys;

/// <summary>One signing key as an administrator sees it.</summary>
/// <param name="Kid">Its id in tokens.</param>
/// <param name="Algorithm">For example <c>ES256</c>.</param>
/// <param name="State"><c>next</c> (published, not used yet), <c>signing</c> or <c>verifying</c>.</param>
/// <param name="ActiveFrom">When it signs, or began to.</param>
/// <param name="RetiredAt">When it stops verifying; null while it has no successor.</param>
public sealed record KeyState(string Kid, string Algorithm, string State, DateTimeOffset ActiveFrom, DateTimeOffset? RetiredAt);
