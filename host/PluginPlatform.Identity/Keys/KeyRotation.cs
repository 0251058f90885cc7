namespace PluginPlatform.Identity.Keys;

/// <summary>How one rotation goes.</summary>
/// <param name="Lead">How long the next key is published before it signs.</param>
/// <param name="Keep">How long the old ones verify after that.</param>
/// <param name="OlderThan">Keys active since then or later are left alone.</param>
internal sealed record KeyRotation(TimeSpan Lead, TimeSpan Keep, DateTimeOffset OlderThan);
