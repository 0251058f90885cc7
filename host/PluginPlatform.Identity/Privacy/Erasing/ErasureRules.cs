namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>What is asked of whoever erases.</summary>
internal static class ErasureRules
{
    public static ErasureOutcome.Refused? ReasonFault(string reason) =>
        reason.Trim().Length is >= 4 and <= 400 && !reason.Any(char.IsControl)
            ? null
            : new("ERA-3003", "Say why, in 4 to 400 characters; name nobody in it, for it stays.");

    /// <summary>Kernel tables that outlive an erasure: the trail, and the receipts, which hold the id alone.</summary>
    public static bool Stays(string kernelTable) =>
        kernelTable is "erasure" or "erasure_step" or "legal_hold" || kernelTable.StartsWith("audit", StringComparison.Ordinal);
}
