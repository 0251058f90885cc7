namespace PluginPlatform.Identity.Tokens;

/// <summary>A client id and secret as presented.</summary>
internal sealed record ClientCredentials(string ClientId, string Secret);
