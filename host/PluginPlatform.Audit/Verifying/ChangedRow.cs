namespace PluginPlatform.Audit.Verifying;

/// <summary>A row that does not give the leaf its seal names.</summary>
/// <param name="Place">Where its seal puts it.</param>
/// <param name="Id">Its id.</param>
/// <param name="Encoded">As it is stored now.</param>
internal sealed record ChangedRow(Place Place, Guid Id, byte[] Encoded);
