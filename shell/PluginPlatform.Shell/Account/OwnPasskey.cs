namespace PluginPlatform.Shell.Account;

/// <summary>A passkey of the reader.</summary>
/// <param name="Id">What names or removes it.</param>
/// <param name="Name">What the reader calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="Synced">Whether the device's maker keeps a copy for the reader's other devices.</param>
public sealed record OwnPasskey(string Id, string Name, DateTimeOffset CreatedAt, bool Synced);
