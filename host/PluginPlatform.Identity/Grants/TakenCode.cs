namespace PluginPlatform.Identity.Grants;

/// <summary>A code that was presented. <paramref name="First"/>: this is its one use.</summary>
internal sealed record TakenCode(Guid Grant, string RedirectUri, string Challenge, bool Fresh, bool First, string? KeyThumbprint);
