namespace Fhir.Engine.Primitives;

/// <summary>A date, dateTime or instant as written, with its precision (R4 2.24.0.1).</summary>
internal readonly record struct FhirDateTime(
    int Year, int Month, int Day, int Hour, int Minute, int Second, long FractionTicks, int FractionDigits,
    TimeSpan? Offset, DatePrecision Precision)
{
    /// <summary>
    /// The instants it may mean. A date without a zone is taken as UTC: the store compares everything on one axis
    /// (R4 3.1.1.4.9 leaves the choice to the server).
    /// </summary>
    public InstantRange ToRange()
    {
        // Second 60 is a leap second: the first instant of the next minute to a clock that has none.
        var ticks = new DateTime(Year, Month, Day, Hour, Minute, 0, DateTimeKind.Utc).Ticks
            + (Second * TimeSpan.TicksPerSecond) + FractionTicks - (Offset ?? TimeSpan.Zero).Ticks;
        return new InstantRange(At(ticks), At(NextTicks(ticks)));
    }

    private long NextTicks(long ticks) => Precision switch
    {
        DatePrecision.Year => Year == 9999 ? long.MaxValue : new DateTime(Year + 1, 1, 1).Ticks,
        DatePrecision.Month => Year == 9999 && Month == 12 ? long.MaxValue : new DateTime(Year, Month, 1).AddMonths(1).Ticks,
        DatePrecision.Day => ticks + TimeSpan.TicksPerDay,
        DatePrecision.Minute => ticks + TimeSpan.TicksPerMinute,
        DatePrecision.Second => ticks + TimeSpan.TicksPerSecond,
        _ => ticks + FractionUnit(FractionDigits),
    };

    // The store keeps microseconds, so a finer fraction still spans one.
    private static long FractionUnit(int digits) => digits switch
    {
        1 => TimeSpan.TicksPerSecond / 10,
        2 => TimeSpan.TicksPerSecond / 100,
        3 => TimeSpan.TicksPerMillisecond,
        4 => TimeSpan.TicksPerMillisecond / 10,
        5 => TimeSpan.TicksPerMillisecond / 100,
        _ => TimeSpan.TicksPerMicrosecond,
    };

    private static DateTime At(long ticks) => new(
        Math.Clamp(ticks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
}
