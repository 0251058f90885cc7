namespace PluginPlatform.Audit.Sealing;

/// <summary>How far a chain is.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Number">Its newest seal; 0 before the first.</param>
/// <param name="Last">The newest row's position.</param>
/// <param name="Root">The newest seal's root.</param>
internal sealed record ChainHead(Guid Chain, long Number, long Last, byte[] Root)
{
    public static ChainHead Before(Guid chain) => new(chain, 0, 0, new byte[RowEncoding.HashSize]);

    /// <summary>The next seal, not yet signed.</summary>
    public AuditSeal Next(SealEntries entries, DateTimeOffset at) => new()
    {
        Chain = Chain,
        Number = Number + 1,
        At = new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
        First = Last + 1,
        Previous = Root,
        Root = MerkleTree.Root(entries),
        Entries = entries,
    };
}
