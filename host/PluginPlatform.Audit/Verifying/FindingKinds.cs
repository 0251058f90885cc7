namespace PluginPlatform.Audit.Verifying;

/// <summary>What can be wrong with a trail.</summary>
public static class FindingKinds
{
    /// <summary>A row or seal differs from what was sealed.</summary>
    public const string Edited = "edited";

    /// <summary>Rows or seals are missing, with later ones there.</summary>
    public const string Deleted = "deleted";

    /// <summary>The newest rows are missing.</summary>
    public const string TailCut = "tail-cut";

    /// <summary>Rows or seals have changed places.</summary>
    public const string Reordered = "reordered";

    /// <summary>A row was never sealed and proves no transaction of ours.</summary>
    public const string Inserted = "inserted";

    /// <summary>Seals fit each other but were not made with our key, or not those that were anchored.</summary>
    public const string Recomputed = "recomputed";

    /// <summary>The record of a dropped month is not ours, or tells other rows than were sealed.</summary>
    public const string Retention = "retention";
}
