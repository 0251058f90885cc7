namespace Fhir.Engine.Primitives;

/// <summary>How far a date or time is given (R4 2.24.0.1).</summary>
internal enum DatePrecision : byte
{
    Year,
    Month,
    Day,
    Minute,
    Second,
    Fraction,
}
