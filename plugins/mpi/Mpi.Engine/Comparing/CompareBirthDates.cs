using Mpi.Engine.Normalising;

namespace Mpi.Engine.Comparing;

/// <summary>Birth dates, by the mistakes people make with them.</summary>
internal static class CompareBirthDates
{
    public static AgreementLevel Level(BirthDate a, BirthDate b)
    {
        if (a.IsMissing || b.IsMissing)
        {
            return AgreementLevel.Missing;
        }

        if (!a.IsFull || !b.IsFull)
        {
            return Partial(a, b);
        }

        if (a.SameDay(b))
        {
            return AgreementLevel.Exact;
        }

        if (a.SwappedWith(b))
        {
            return a.Ambiguous || b.Ambiguous ? AgreementLevel.Exact : AgreementLevel.DayMonthSwapped;
        }

        return OneDigit(a, b) ? AgreementLevel.OneDigit : Parts(a, b);
    }

    private static AgreementLevel Partial(BirthDate a, BirthDate b)
    {
        if (a.Year != b.Year || (a.Day > 0 && b.Day > 0 && a.Day != b.Day))
        {
            return AgreementLevel.Different;
        }

        if (a.Month == 0 || b.Month == 0)
        {
            return AgreementLevel.PartialYear;
        }

        return a.Month == b.Month ? AgreementLevel.PartialMonth : AgreementLevel.Different;
    }

    // A slip in the decade or century is left to TwoParts: father and son may share day and month.
    private static bool OneDigit(BirthDate a, BirthDate b)
    {
        var year = a.Year != b.Year;
        var month = a.Month != b.Month;
        var day = a.Day != b.Day;
        return (year, month, day) switch
        {
            (true, false, false) => a.Year / 10 == b.Year / 10 || (a.Year / 100 == b.Year / 100 && Slip(a.Year % 100, b.Year % 100, false)),
            (false, true, false) => Slip(a.Month, b.Month, true),
            (false, false, true) => Slip(a.Day, b.Day, true),
            _ => false,
        };
    }

    // Two digits each: one of them differs (where that counts), or they are exchanged.
    private static bool Slip(int a, int b, bool change) =>
        (change && (a / 10 == b / 10 || a % 10 == b % 10)) || (a / 10 == b % 10 && a % 10 == b / 10);

    private static AgreementLevel Parts(BirthDate a, BirthDate b)
    {
        var same = (a.Year == b.Year ? 1 : 0) + (a.Month == b.Month ? 1 : 0) + (a.Day == b.Day ? 1 : 0);
        if (same == 2)
        {
            return AgreementLevel.TwoParts;
        }

        return a.Year == b.Year ? AgreementLevel.SameYear : AgreementLevel.Different;
    }
}
