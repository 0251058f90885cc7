using Mpi.Engine.Normalising;

namespace Mpi.Engine.Comparing;

/// <summary>All fields of a pair. Order of the two does not matter. Allocates nothing.</summary>
internal static class ComparePersons
{
    public static ComparisonVector Levels(PersonFeatures a, PersonFeatures b) =>
        CompareNames.Into(default, a, b)
            .With(MatchField.BirthDate, CompareBirthDates.Level(a.BirthDate, b.BirthDate))
            .With(MatchField.Sex, SexLevel(a.Sex, b.Sex))
            .With(MatchField.Address, CompareAddresses.Level(a, b))
            .With(MatchField.Phone, CompareContacts.Phones(a.Phones, b.Phones))
            .With(MatchField.Email, CompareContacts.Emails(a.Emails, b.Emails))
            .With(MatchField.UniqueIdentifier, CompareIdentifiers.Level(a.Identifiers, b.Identifiers, IdentifierKind.PersonUnique))
            .With(MatchField.RecordNumber, CompareIdentifiers.Level(a.Identifiers, b.Identifiers, IdentifierKind.RecordNumber));

    private static AgreementLevel SexLevel(Sex a, Sex b)
    {
        if (a == Sex.Unknown || b == Sex.Unknown)
        {
            return AgreementLevel.Missing;
        }

        return a == b ? AgreementLevel.Exact : AgreementLevel.Different;
    }
}
