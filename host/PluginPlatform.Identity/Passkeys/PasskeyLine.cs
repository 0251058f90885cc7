namespace PluginPlatform.Identity.Passkeys;

/// <summary>A passkey as its user sees it.</summary>
/// <param name="Id">To name or remove it by.</param>
/// <param name="Name">What the user calls it.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="Synced">Whether the device's maker keeps a copy of it for the user's other devices.</param>
public sealed record PasskeyLine(string Id, string Name, DateTimeOffset CreatedAt, bool Synced);
