namespace PluginPlatform.Plugins;

/// <summary>Why a plugin is not active: a stable code, what exactly is wrong, and what mends it.</summary>
internal sealed record Refusal(string Plugin, string? Version, string Code, string Reason, string Mend);
