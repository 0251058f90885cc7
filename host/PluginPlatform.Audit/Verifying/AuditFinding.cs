namespace PluginPlatform.Audit.Verifying;

/// <summary>A place where the trail is not what was sealed.</summary>
/// <param name="Kind">One of <see cref="FindingKinds"/>.</param>
/// <param name="Chain">The chain.</param>
/// <param name="Position">The first bad position in the chain, from 1. Of an inserted row: the position it was stored after.</param>
/// <param name="Until">The last one.</param>
/// <param name="Row">The row's id, where one row is meant.</param>
/// <param name="At">The row's or the seal's time, where it is known.</param>
public sealed record AuditFinding(string Kind, Guid Chain, long Position, long Until, Guid? Row, DateTimeOffset? At);
