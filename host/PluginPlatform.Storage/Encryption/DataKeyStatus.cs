namespace PluginPlatform.Storage.Encryption;

/// <summary>A data key as administrators see it: never its bytes.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Id">The id that cipher texts carry.</param>
/// <param name="Use"><c>data</c> or <c>index</c>.</param>
/// <param name="State"><c>active</c>, <c>retired</c> or <c>shredded</c>.</param>
/// <param name="WrappedBy">The key that wraps it; null when shredded.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record DataKeyStatus(string Tenant, int Id, string Use, string State, string? WrappedBy, DateTimeOffset CreatedAt);
