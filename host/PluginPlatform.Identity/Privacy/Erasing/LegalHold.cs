namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>Why a data subject may not be erased.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">The data subject.</param>
/// <param name="Reason">Why.</param>
/// <param name="PlacedAt">UTC.</param>
/// <param name="PlacedBy">Who placed it.</param>
/// <param name="Until">Before, UTC; null for no end.</param>
/// <param name="ReleasedAt">UTC; null while it stands.</param>
/// <param name="ReleasedBy">Who released it.</param>
public sealed record LegalHold(
    Guid Id, string Subject, string Reason, DateTimeOffset PlacedAt, string PlacedBy, DateTimeOffset? Until, DateTimeOffset? ReleasedAt, string? ReleasedBy);
