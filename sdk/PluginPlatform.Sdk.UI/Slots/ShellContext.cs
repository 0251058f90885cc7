namespace PluginPlatform.Sdk.UI.Slots;

/// <summary>What a fill without a patient receives.</summary>
/// <param name="Tenant">The tenant's id.</param>
/// <param name="Culture">The reader's culture, a BCP 47 tag.</param>
public sealed record ShellContext(string Tenant, string Culture);
