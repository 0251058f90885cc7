namespace PluginPlatform.Audit.Anchoring;

/// <summary>What an anchor keeps of a chain.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Number">The seal's number; grows, though one that failed is replaced under its own number.</param>
/// <param name="Content">The seal and its rows. Holds ids, as the trail does.</param>
public sealed record AnchorRecord(Guid Chain, long Number, ReadOnlyMemory<byte> Content);
