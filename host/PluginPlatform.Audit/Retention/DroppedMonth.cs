namespace PluginPlatform.Audit.Retention;

/// <summary>A month of the trail that a retention policy ended. Its seals are there; its rows are not.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="DroppedAt">When it was dropped.</param>
/// <param name="Kept">For how many months rows were to be kept.</param>
/// <param name="Rows">How many rows it had.</param>
/// <param name="Root">Over the ids and hashes of its rows, in the order of chains and positions; hexadecimal.</param>
public sealed record DroppedMonth(DateOnly Month, DateTimeOffset DroppedAt, int Kept, long Rows, string Root);
