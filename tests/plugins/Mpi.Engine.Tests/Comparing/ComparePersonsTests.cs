using Mpi.Engine.Comparing;
using static Mpi.Engine.Comparing.AgreementLevel;

namespace Mpi.Engine.Tests.Comparing;

public sealed class ComparePersonsTests
{
    [Theory]
    [InlineData("Robert", "Robert", Exact)]
    [InlineData("Robert", "Bob", Nickname)]
    [InlineData("Catherine", "Katherine", Nickname)]
    [InlineData("Robert", "Robertt", Close)]
    [InlineData("Nabukenya", "Nabukeniya", Close)]
    [InlineData("Marvin", "Martin", SimilarName)]
    [InlineData("Marta", "Martina", Near)]
    [InlineData("Zeth", "Xeth", Resembling)]
    [InlineData("Robert", "R", Initial)]
    [InlineData("Robert", "T", Different)]
    [InlineData("Maryann", "Mary Ann", Exact)]
    [InlineData("James", "Robert James", OtherName)]
    [InlineData("Robert", "Susan", Different)]
    [InlineData("Robert", "", Missing)]
    [InlineData("Robert", "unknown", Missing)]
    public void GivenName_Pair_HasLevel(string one, string other, AgreementLevel level) =>
        Symmetric(MatchField.GivenName, level, new Person { GivenNames = [one] }, new Person { GivenNames = [other] });

    [Theory]
    [InlineData("Smith", "SMITH", Exact)]
    [InlineData("Winterbourne", "Winterborne", Close)]
    [InlineData("Browne", "Braun", Phonetic)]
    [InlineData("Weil-Clarke", "Clarke", Part)]
    [InlineData("O'Neil", "ONeil", Exact)]
    [InlineData("Smith", "Jones", Different)]
    [InlineData("Smith", null, Missing)]
    public void FamilyName_Pair_HasLevel(string one, string? other, AgreementLevel level) =>
        Symmetric(MatchField.FamilyName, level, new Person { FamilyName = one }, new Person { FamilyName = other });

    [Fact]
    public void Names_Exchanged_AreSwappedInBothFields()
    {
        var swapped = A.Person with { GivenNames = ["Winterborne"], FamilyName = "Robert" };

        Symmetric(MatchField.GivenName, Swapped, A.Person, swapped);
        Symmetric(MatchField.FamilyName, Swapped, A.Person, swapped);
    }

    [Theory]
    [InlineData("1971-06-24", "1971-06-24", Exact)]
    [InlineData("1971-06-04", "1971-04-06", DayMonthSwapped)]
    [InlineData("1971-06-04", "06/04/1971", Exact)]
    [InlineData("1971-06-24", "1971-06-21", OneDigit)]
    [InlineData("1971-06-24", "1971-06-14", OneDigit)]
    [InlineData("1971-06-12", "1971-06-21", OneDigit)]
    [InlineData("1971-06-24", "1972-06-24", OneDigit)]
    [InlineData("1967-06-24", "1976-06-24", OneDigit)]
    [InlineData("1951-06-24", "1981-06-24", TwoParts)]
    [InlineData("1971-06-24", "1971-09-24", OneDigit)]
    [InlineData("1971-06-24", "1971-11-24", TwoParts)]
    [InlineData("1971-06-24", "1971-11-02", SameYear)]
    [InlineData("1971-06-24", "1971-06", PartialMonth)]
    [InlineData("1971-06-24", "1971", PartialYear)]
    [InlineData("1971-06-24", "1972", Different)]
    [InlineData("1971-06-24", "1985-01-11", Different)]
    [InlineData("1971-06-24", null, Missing)]
    public void BirthDate_Pair_HasLevel(string one, string? other, AgreementLevel level) =>
        Symmetric(MatchField.BirthDate, level, new Person { BirthDate = one }, new Person { BirthDate = other });

    [Theory]
    [InlineData("12 Mill Lane", "Ashford", "TN23", SameDwelling)]
    [InlineData("12 Mil Ln", "Ashfrod", null, SameDwelling)]
    [InlineData("14 Mill Lane", "Ashford", "TN23", SameStreet)]
    [InlineData("9 High Street", "Ashford", "TN23", SamePostCode)]
    [InlineData("9 High Street", "Ashford", "AB10", SameCity)]
    [InlineData("9 High Street", "Leeds", "AB10", Different)]
    [InlineData(null, null, null, Missing)]
    public void Address_Pair_HasLevel(string? line, string? city, string? postCode, AgreementLevel level) =>
        Symmetric(
            MatchField.Address,
            level,
            new Person { AddressLine = "12 Mill Lane", City = "Ashford", PostCode = "TN23" },
            new Person { AddressLine = line, City = city, PostCode = postCode });

    [Theory]
    [InlineData("07911123456", Exact)]
    [InlineData("07911123457", Close)]
    [InlineData("0207 9 1123456", Close)]
    [InlineData("07700900111", Different)]
    public void Phone_Pair_HasLevel(string other, AgreementLevel level) =>
        Symmetric(MatchField.Phone, level, A.Person, new Person { Phones = ["0208 555 0199", other] });

    [Theory]
    [InlineData("R.Winterbourne@mail.test", Exact)]
    [InlineData("r.winterborne@mail.test", Close)]
    [InlineData("r.winterbourne71@mail.test", Different)]
    [InlineData("no@mail.test", Missing)]
    public void Email_Pair_HasLevel(string other, AgreementLevel level) =>
        Symmetric(MatchField.Email, level, A.Person, new Person { Emails = [other] });

    [Theory]
    [InlineData("485777345", Exact)]
    [InlineData("485777354", Close)]
    [InlineData("111222333", Different)]
    [InlineData("999999999", Missing)]
    public void UniqueIdentifier_Pair_HasLevel(string other, AgreementLevel level) =>
        Symmetric(
            MatchField.UniqueIdentifier, level, A.Person, new Person { Identifiers = [new PersonIdentifier(A.National, other)] });

    [Fact]
    public void Identifiers_OfOtherSystems_AreNotCompared() =>
        Symmetric(
            MatchField.RecordNumber, Missing, A.Person, new Person { Identifiers = [new PersonIdentifier("urn:other:mrn", "17")] });

    private static void Symmetric(MatchField field, AgreementLevel level, Person one, Person other)
    {
        var (a, b) = (A.Features(one), A.Features(other));

        Assert.Equal(level, A.Linker.Compare(a, b)[field]);
        Assert.Equal(level, A.Linker.Compare(b, a)[field]);
    }
}
