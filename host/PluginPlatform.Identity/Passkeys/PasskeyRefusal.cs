namespace PluginPlatform.Identity.Passkeys;

/// <summary>Tells the page's script which of its texts to show.</summary>
internal sealed record PasskeyRefusal(string Error);
