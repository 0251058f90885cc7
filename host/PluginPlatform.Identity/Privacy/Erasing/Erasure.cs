namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>An erasure of a data subject: what it found, what keeps it back, and how far it is.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subject">The data subject.</param>
/// <param name="Reason">Why.</param>
/// <param name="State"><c>planned</c>, <c>running</c>, <c>remains</c> (something names the subject still) or <c>finished</c>.</param>
/// <param name="AskedAt">UTC.</param>
/// <param name="AskedBy">Who asked for it.</param>
/// <param name="ChangedAt">UTC.</param>
/// <param name="Tables">Per table.</param>
/// <param name="HeldBack">What keeps it back, in words; empty when nothing does.</param>
public sealed record Erasure(
    Guid Id, string Subject, string Reason, string State, DateTimeOffset AskedAt, string AskedBy, DateTimeOffset ChangedAt,
    IReadOnlyList<ErasureStep> Tables, IReadOnlyList<string> HeldBack);

/// <summary>One table of an erasure.</summary>
/// <param name="Schema">The schema: <c>platform</c>, or the plugin's id.</param>
/// <param name="Table">The table.</param>
/// <param name="Before">Rows of the subject when it began, or now while it is only planned.</param>
/// <param name="Removed">Rows removed.</param>
/// <param name="Left">Rows that name the subject after the run; null before.</param>
public sealed record ErasureStep(string Schema, string Table, long Before, long Removed, long? Left);
