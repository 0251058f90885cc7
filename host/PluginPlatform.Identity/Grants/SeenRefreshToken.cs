namespace PluginPlatform.Identity.Grants;

/// <summary>A refresh token that was once issued.</summary>
internal sealed record SeenRefreshToken(Guid Grant, string ClientId, bool Used, DateTimeOffset ExpiresAt, string? KeyThumbprint);
