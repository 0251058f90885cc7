namespace Mpi.Engine.Comparing;

/// <summary>How far two values of a field agree. Not every level occurs in every field.</summary>
public enum AgreementLevel
{
    /// <summary>One side or both say nothing: no evidence.</summary>
    Missing = 0,
    Exact = 1,

    /// <summary>Short form, pet form or other spelling of the same given name.</summary>
    Nickname = 2,

    /// <summary>One slip apart; for family names also Jaro–Winkler of 0.92 and more.</summary>
    Close = 3,

    /// <summary>Jaro–Winkler of 0.88 and more, and not close.</summary>
    Near = 4,

    /// <summary>Spelt differently, sounds alike.</summary>
    Phonetic = 5,

    /// <summary>Look alike but are two names in their own right (Marvin, Martin).</summary>
    SimilarName = 6,

    /// <summary>One side gives an initial that fits.</summary>
    Initial = 7,

    /// <summary>One side's first name is a middle name of the other.</summary>
    OtherName = 8,

    /// <summary>A part of a double-barrelled name, or a former name, agrees.</summary>
    Part = 9,

    /// <summary>Given and family name stand in each other's place.</summary>
    Swapped = 10,

    DayMonthSwapped = 11,

    /// <summary>One digit differs or two neighbours are exchanged, within the same decade.</summary>
    OneDigit = 12,

    /// <summary>Two of year, month and day agree.</summary>
    TwoParts = 13,
    SameYear = 14,

    /// <summary>A partial date agrees to the month.</summary>
    PartialMonth = 15,

    /// <summary>A partial date agrees to the year.</summary>
    PartialYear = 16,

    /// <summary>House number, street and place agree.</summary>
    SameDwelling = 17,

    /// <summary>Street agrees; number or place do not, or are not known.</summary>
    SameStreet = 18,
    SamePostCode = 19,
    SameCity = 20,
    Different = 21,

    /// <summary>Further apart than near: one slip in a short name, or two in a long one.</summary>
    Resembling = 22,
}
