using PluginPlatform.Audit.Retention;

namespace PluginPlatform.Audit.Verifying;

/// <summary>What a walk over the whole trail found.</summary>
public sealed record AuditReport
{
    /// <summary>Whether nothing was found.</summary>
    public bool Sound => FindingCount == 0;

    /// <summary>Rows walked.</summary>
    public required long Rows { get; init; }

    /// <summary>Seals checked.</summary>
    public required long Seals { get; init; }

    /// <summary>Rows of writes that are not sealed yet: just committed, or of a host that ended and has not come back.</summary>
    public required long Unsealed { get; init; }

    /// <summary>Months that were dropped by policy, and whose seals say what their records say.</summary>
    public required IReadOnlyList<DroppedMonth> Dropped { get; init; }

    /// <summary>Chains that this host keeps an anchor of.</summary>
    public required int AnchoredChains { get; init; }

    /// <summary>Chains of other data folders: checked, but for their newest rows, which their own host vouches for.</summary>
    public required int OtherChains { get; init; }

    /// <summary>How long it took.</summary>
    public required double Seconds { get; init; }

    /// <summary>Rows walked in a second.</summary>
    public double RowsPerSecond => Rows / Math.Max(Seconds, 0.001);

    /// <summary>How many places were found.</summary>
    public required long FindingCount { get; init; }

    /// <summary>The first hundred, in the order of chains and positions.</summary>
    public required IReadOnlyList<AuditFinding> Findings { get; init; }
}
