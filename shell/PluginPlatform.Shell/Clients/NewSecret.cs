namespace PluginPlatform.Shell.Clients;

/// <summary>A client that was just made or given a secret; the secret is shown once and kept nowhere.</summary>
/// <param name="Id">The client's id.</param>
/// <param name="Secret">The secret; null for a client that has none.</param>
public sealed record NewSecret(string Id, string? Secret);
