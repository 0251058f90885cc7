namespace PluginPlatform.Shell.Users;

/// <summary>A password that was just made; it is shown once and kept nowhere.</summary>
/// <param name="Name">The user name.</param>
/// <param name="Password">The password.</param>
public sealed record NewPassword(string Name, string Password);
