namespace PluginPlatform.Storage.Encryption;

/// <summary>Whose value it is.</summary>
internal readonly record struct FieldOwner(string Tenant, string Plugin);
