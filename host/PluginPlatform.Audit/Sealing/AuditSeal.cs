namespace PluginPlatform.Audit.Sealing;

/// <summary>Closes a batch of rows and hangs it on the batch before.</summary>
internal sealed record AuditSeal
{
    /// <summary>The chain: one per data folder, another after a break.</summary>
    public required Guid Chain { get; init; }

    /// <summary>From 1, without gaps.</summary>
    public required long Number { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Position in the chain of the first row, from 1, without gaps.</summary>
    public required long First { get; init; }

    /// <summary>The root of the seal before; zeros in the first one.</summary>
    public required byte[] Previous { get; init; }

    /// <summary>The Merkle root over the entries.</summary>
    public required byte[] Root { get; init; }

    public required SealEntries Entries { get; init; }

    /// <summary>The master key that the MAC's key is derived from.</summary>
    public uint KeyId { get; init; }

    public byte[] Mac { get; init; } = [];

    public long Last => First + Entries.Count - 1;

    public ChainHead Head => new(Chain, Number, Last, Root);
}
