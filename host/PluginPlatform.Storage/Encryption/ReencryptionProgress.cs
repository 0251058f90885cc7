namespace PluginPlatform.Storage.Encryption;

/// <summary>How far the re-encryption of one column came.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="DataKey">The key the values come under.</param>
/// <param name="Column">Schema, table and column.</param>
/// <param name="Blocks">How many blocks the table has.</param>
/// <param name="BlocksDone">How many of them were looked through.</param>
/// <param name="Rewritten">Values rewritten.</param>
/// <param name="Unreadable">Values that do not open under any key; they stay as they are.</param>
/// <param name="Done">Whether every value is under the key.</param>
public sealed record ReencryptionProgress(
    string Tenant, int DataKey, string Column, long Blocks, long BlocksDone, long Rewritten, long Unreadable, bool Done);
