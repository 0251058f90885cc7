namespace PluginPlatform.Identity.SecondFactors;

/// <summary>A user's key for codes by time.</summary>
internal sealed record StoredFactor(byte[] Secret, DateTimeOffset CreatedAt, bool Confirmed, int CodesLeft);
