using System.Text.Json.Serialization;

namespace Mpi.Engine.Normalising;

/// <summary>A birth date whose parts may be unknown (0).</summary>
/// <param name="Year">Four digits, or 0.</param>
/// <param name="Month">1–12, or 0.</param>
/// <param name="Day">1–31, or 0.</param>
/// <param name="Ambiguous">True when the source's order of day and month could not be told.</param>
public readonly record struct BirthDate(int Year, int Month, int Day, bool Ambiguous = false)
{
    [JsonIgnore]
    public bool IsMissing => Year == 0;

    [JsonIgnore]
    public bool IsFull => Year > 0 && Month > 0 && Day > 0;

    /// <summary>1 January stands in many registers for "day not known".</summary>
    [JsonIgnore]
    public bool IsConventional => Month == 1 && Day == 1;

    internal bool SameDay(BirthDate other) => Year == other.Year && Month == other.Month && Day == other.Day;

    internal bool SwappedWith(BirthDate other) => Year == other.Year && Month == other.Day && Day == other.Month;
}
