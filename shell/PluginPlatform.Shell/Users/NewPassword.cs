namespace PluginPlatform.Shell.Users;

/// <summary>A user that was just added; a password is shown once and kept nowhere.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Password">The password that was made; null for one who was invited by mail.</param>
public sealed record NewPassword(string Name, string? Password);
