namespace PluginPlatform.Storage.Encryption;

/// <summary>Keys and what is under way.</summary>
/// <param name="CurrentWrappingKey">The key that wraps new data keys.</param>
/// <param name="Keys">Data keys by tenant, newest first.</param>
/// <param name="Columns">Re-encryption per tenant and column, the newest key's only.</param>
public sealed record EncryptionStatus(
    string CurrentWrappingKey, IReadOnlyList<DataKeyStatus> Keys, IReadOnlyList<ReencryptionProgress> Columns);
