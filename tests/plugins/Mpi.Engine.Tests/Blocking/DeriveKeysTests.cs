using Mpi.Engine.Blocking;

namespace Mpi.Engine.Tests.Blocking;

public sealed class DeriveKeysTests
{
    public static TheoryData<string, Person, BlockingKind> Damages => new()
    {
        { "pet name", A.Person with { GivenNames = ["Bob"] }, BlockingKind.BothNames },
        { "other sound", A.Person with { GivenNames = ["Robertx"] }, BlockingKind.NameStarts },
        { "names exchanged", A.Person with { GivenNames = ["Winterbourne"], FamilyName = "Robert" }, BlockingKind.NameBirthDate },
        { "day and month exchanged", A.Person with { BirthDate = "1971-24-06" }, BlockingKind.BirthDate },
        { "name changed", A.Person with { FamilyName = "Smith" }, BlockingKind.PostCodeBirthDate },
        { "other birth date", A.Person with { BirthDate = "1982-02-03" }, BlockingKind.BothNames },
        { "same year", A.Person with { BirthDate = "1971-02-03", GivenNames = [] }, BlockingKind.FamilyBirthYear },
        { "no names", A.Person with { FamilyName = null, GivenNames = [] }, BlockingKind.Identifier },
        { "telephone", new Person { Phones = ["07911123456"] }, BlockingKind.Phone },
        { "mailbox", new Person { Emails = ["R.Winterbourne@mail.test"] }, BlockingKind.Email },
        { "family at home", new Person { FamilyName = "Winterborne", PostCode = "tn231ab" }, BlockingKind.FamilyPostCode },
        { "dwelling", new Person { AddressLine = "12, Mill Ln", City = "ASHFORD" }, BlockingKind.Dwelling },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void KeysOf_DamagedRecord_SharesAKeyOfThatKind(string damage, Person damaged, BlockingKind kind)
    {
        var shared = A.Linker.KeysOf(A.Features(A.Person)).Intersect(A.Linker.KeysOf(A.Features(damaged)));

        Assert.True(shared.Any(k => k.Kind == kind), damage);
    }

    [Fact]
    public void KeysOf_Nobody_IsEmpty() => Assert.Empty(A.Linker.KeysOf(A.Features(new Person
    {
        GivenNames = ["unknown"], FamilyName = "Unknown", BirthDate = "1900-01-01", Phones = ["0000000000"],
    })));

    [Fact]
    public void KeysOf_Person_HasNoKeyTwice()
    {
        var keys = A.Linker.KeysOf(A.Features(A.Person));

        Assert.Equal(keys.Count, keys.Select(k => k.ToString()).Distinct().Count());
    }
}
