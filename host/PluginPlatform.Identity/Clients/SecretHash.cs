namespace PluginPlatform.Identity.Clients;

/// <summary>A secret's keyed hash and the master key it was made under; no key id on rows older than the column.</summary>
internal sealed record SecretHash(byte[] Hash, uint? KeyId);
