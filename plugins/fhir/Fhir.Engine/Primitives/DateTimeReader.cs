namespace Fhir.Engine.Primitives;

/// <summary>Reads date, dateTime, instant and time texts; the calendar counts, so 30 February is none.</summary>
internal ref struct DateTimeReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>Reads a whole date or dateTime. Minutes without seconds, and a time without a zone, occur in queries only.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, bool asQuery, out FhirDateTime value)
    {
        var reader = new DateTimeReader(text);
        return reader.TryDate(out value)
            && (reader._rest.IsEmpty
                || (value.Precision == DatePrecision.Day && reader.TryTake((byte)'T') && reader.TryTimeAndZone(asQuery, ref value)))
            && reader._rest.IsEmpty;
    }

    /// <summary>Reads a time of day: hh:mm:ss with an optional fraction.</summary>
    public static bool IsTime(ReadOnlySpan<byte> text)
    {
        var reader = new DateTimeReader(text);
        var value = default(FhirDateTime);
        return reader.TryClock(false, ref value) && reader._rest.IsEmpty;
    }

    private bool TryDate(out FhirDateTime value)
    {
        value = new FhirDateTime(0, 1, 1, 0, 0, 0, 0, 0, null, DatePrecision.Year);
        if (!TryDigits(4, out var year) || year == 0)
        {
            return false;
        }
        value = value with { Year = year };
        if (!TryTake((byte)'-'))
        {
            return true;
        }
        if (!TryDigits(2, out var month) || month is 0 or > 12)
        {
            return false;
        }
        value = value with { Month = month, Precision = DatePrecision.Month };
        if (!TryTake((byte)'-'))
        {
            return true;
        }
        if (!TryDigits(2, out var day) || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }
        value = value with { Day = day, Precision = DatePrecision.Day };
        return true;
    }

    private bool TryTimeAndZone(bool asQuery, ref FhirDateTime value)
    {
        if (!TryClock(asQuery, ref value))
        {
            return false;
        }
        if (_rest.IsEmpty)
        {
            return asQuery;
        }
        if (!TryZone(out var offset))
        {
            return false;
        }
        value = value with { Offset = offset };
        return true;
    }

    private bool TryClock(bool minutesAlone, ref FhirDateTime value)
    {
        if (!TryDigits(2, out var hour) || hour > 23 || !TryTake((byte)':') || !TryDigits(2, out var minute) || minute > 59)
        {
            return false;
        }
        value = value with { Hour = hour, Minute = minute, Precision = DatePrecision.Minute };
        if (!TryTake((byte)':'))
        {
            return minutesAlone;
        }
        if (!TryDigits(2, out var second) || second > 60)
        {
            return false;
        }
        value = value with { Second = second, Precision = DatePrecision.Second };
        return !TryTake((byte)'.') || TryFraction(ref value);
    }

    private bool TryFraction(ref FhirDateTime value)
    {
        long ticks = 0;
        var unit = TimeSpan.TicksPerSecond;
        var digits = 0;
        for (; digits < _rest.Length && _rest[digits] is >= (byte)'0' and <= (byte)'9'; digits++)
        {
            unit /= 10;
            ticks += (_rest[digits] - '0') * unit;
        }
        _rest = _rest[digits..];
        value = value with { FractionTicks = ticks, FractionDigits = digits, Precision = DatePrecision.Fraction };
        return digits > 0;
    }

    private bool TryZone(out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        if (TryTake((byte)'Z'))
        {
            return true;
        }
        var west = TryTake((byte)'-');
        if (!west && !TryTake((byte)'+'))
        {
            return false;
        }
        if (!TryDigits(2, out var hours) || !TryTake((byte)':') || !TryDigits(2, out var minutes)
            || minutes > 59 || hours > 14 || (hours == 14 && minutes > 0))
        {
            return false;
        }
        offset = new TimeSpan(hours, minutes, 0);
        offset = west ? -offset : offset;
        return true;
    }

    private bool TryTake(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }
        _rest = _rest[1..];
        return true;
    }

    private bool TryDigits(int count, out int value)
    {
        value = 0;
        if (_rest.Length < count)
        {
            return false;
        }
        foreach (var digit in _rest[..count])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
            value = (value * 10) + digit - '0';
        }
        _rest = _rest[count..];
        return true;
    }
}
