using Mpi.Engine.Comparing;

namespace Mpi.Engine.Deciding;

/// <summary>Which kinds of evidence agree in a pair. Kinds do not follow from each other.</summary>
internal readonly struct Evidence(ComparisonVector levels)
{
    public bool Given { get; } = levels[MatchField.GivenName] is AgreementLevel.Exact or AgreementLevel.Nickname
        or AgreementLevel.Close or AgreementLevel.Near or AgreementLevel.Phonetic or AgreementLevel.OtherName
        or AgreementLevel.Swapped or AgreementLevel.Resembling;

    public bool Family { get; } = levels[MatchField.FamilyName] is not (AgreementLevel.Missing or AgreementLevel.Different);

    public bool Middle { get; } =
        levels[MatchField.MiddleNames] is AgreementLevel.Exact or AgreementLevel.Initial or AgreementLevel.Close;

    public bool Date { get; } = levels[MatchField.BirthDate] is AgreementLevel.Exact or AgreementLevel.DayMonthSwapped
        or AgreementLevel.OneDigit or AgreementLevel.PartialMonth or AgreementLevel.PartialYear;

    public bool Contact { get; } = levels[MatchField.Address] is AgreementLevel.SameDwelling or AgreementLevel.SameStreet
        || levels[MatchField.Phone] is AgreementLevel.Exact or AgreementLevel.Close
        || levels[MatchField.Email] is AgreementLevel.Exact or AgreementLevel.Close;

    public bool UniqueNumber { get; } = levels[MatchField.UniqueIdentifier] is AgreementLevel.Exact or AgreementLevel.Close;

    public bool RecordNumber { get; } = levels[MatchField.RecordNumber] == AgreementLevel.Exact;

    public bool Number => UniqueNumber || RecordNumber;

    /// <summary>A person-unique number counts as two: it alone tells twins and namesakes apart.</summary>
    public int Kinds =>
        One(Given) + One(Middle) + One(Family) + One(Date) + One(Contact) + One(RecordNumber) + (2 * One(UniqueNumber));

    private static int One(bool agrees) => agrees ? 1 : 0;
}
