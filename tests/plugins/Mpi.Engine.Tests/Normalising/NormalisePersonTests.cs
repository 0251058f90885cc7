using Mpi.Engine.Normalising;

namespace Mpi.Engine.Tests.Normalising;

public sealed class NormalisePersonTests
{
    [Theory]
    [InlineData("O'Brien", "obrien")]
    [InlineData("Müller-Lüdenscheidt", "mullerludenscheidt")]
    [InlineData("van der Berg", "vanderberg")]
    [InlineData("Strauß", "strauss")]
    [InlineData("ØSTERGÅRD", "ostergard")]
    [InlineData("Łukasz", "lukasz")]
    [InlineData("Иванов", "иванов")]
    [InlineData("Smith Jr.", "smith")]
    [InlineData("UNKNOWN", "")]
    [InlineData("xxxx", "")]
    [InlineData("12345", "")]
    [InlineData("  ", "")]
    public void FamilyName_AsWritten_IsFolded(string written, string folded) =>
        Assert.Equal(folded, A.Features(new Person { FamilyName = written }).Family);

    [Theory]
    [InlineData("Baby Boy", "")]
    [InlineData("babygirl", "")]
    [InlineData("FNU", "")]
    [InlineData("Dr. José", "jose")]
    [InlineData("Mary Ann", "mary")]
    public void GivenName_AsWritten_IsFoldedOrMissing(string written, string folded) =>
        Assert.Equal(folded, A.Features(new Person { GivenNames = [written] }).Given);

    [Fact]
    public void Name_OfUnidentifiedPatient_IsMissing()
    {
        var features = A.Features(new Person { GivenNames = ["Jane"], FamilyName = "Doe" });

        Assert.Equal(("", ""), (features.Given, features.Family));
    }

    [Fact]
    public void FamilyName_DoubleBarrelledWithFormer_KeepsPartsAndSuffix()
    {
        var features = A.Features(new Person { FamilyName = "Weil-Clarke III", OtherFamilyNames = ["Sandoval"] });

        Assert.Equal(["weil", "clarke", "sandoval"], features.FamilyAlternates);
        Assert.Equal("iii", features.Suffix);
    }

    [Theory]
    [InlineData("+44 7911 123456", "911123456")]
    [InlineData("07911 123456", "911123456")]
    [InlineData("(231) 512-9048", "315129048")]
    [InlineData("1-231-512-9048", "315129048")]
    [InlineData("712 300633", "712300633")]
    public void Phone_InAnyForm_IsItsLastDigits(string written, string digits) =>
        Assert.Equal([digits], A.Features(new Person { Phones = [written] }).Phones);

    [Theory]
    [InlineData("000-000-0000")]
    [InlineData("5555555555")]
    [InlineData("1234567890")]
    [InlineData("12345")]
    [InlineData("none")]
    public void Phone_Placeholder_IsMissing(string written) => Assert.Empty(A.Features(new Person { Phones = [written] }).Phones);

    [Theory]
    [InlineData("TN23 1AB", "TN231AB")]
    [InlineData("48105-1234", "48105")]
    [InlineData("00000", "")]
    public void PostCode_AsWritten_IsFolded(string written, string folded) =>
        Assert.Equal(folded, A.Features(new Person { PostCode = written }).PostCode);

    [Theory]
    [InlineData("12 Mill Lane", "12", "mill")]
    [InlineData("Flat 3, 12b Mill Ln.", "3", "mill")]
    [InlineData("The Street", "", "thestreet")]
    [InlineData("unknown", "", "")]
    public void AddressLine_AsWritten_GivesNumberAndStreet(string line, string house, string street)
    {
        var features = A.Features(new Person { AddressLine = line });

        Assert.Equal((house, street), (features.HouseNumber, features.Street));
    }

    [Theory]
    [InlineData("none@mail.test")]
    [InlineData("test@test.com")]
    [InlineData("not an address")]
    public void Email_Placeholder_IsMissing(string written) => Assert.Empty(A.Features(new Person { Emails = [written] }).Emails);

    [Theory]
    [InlineData("999-99-9999")]
    [InlineData("123456789")]
    [InlineData("unknown")]
    public void UniqueIdentifier_Placeholder_IsMissing(string value) =>
        Assert.Empty(A.Features(new Person { Identifiers = [new PersonIdentifier(A.National, value)] }).Identifiers);

    [Fact]
    public void Identifiers_ByPolicy_CarryTheirKind()
    {
        var policy = IdentifierPolicy.Default.With([new("urn:batch", IdentifierKind.Ignored)]);
        var features = new RecordLinker(policy: policy).Normalise(new Person
        {
            Identifiers = [new("HTTP://hl7.org/fhir/sid/us-ssn", "485-77-7345"), new("urn:mrn", "17"), new("urn:batch", "4")],
        });

        Assert.Equal(
            [("485777345", IdentifierKind.PersonUnique), ("17", IdentifierKind.RecordNumber)],
            features.Identifiers.Select(i => (i.Value, i.Kind)));
    }

    [Fact]
    public void Json_WrittenAndRead_IsTheSame()
    {
        var features = A.Features(A.Person with { BirthDate = "03/04/1980" });

        var read = FeaturesJson.Read(FeaturesJson.Write(features));

        Assert.Equivalent(features, read, strict: true);
        Assert.True(read?.BirthDate.Ambiguous);
    }

    [Fact]
    public void Json_OfNobody_ReadsAsMissing()
    {
        var nobody = A.Features(new Person());

        Assert.Equivalent(nobody, FeaturesJson.Read(FeaturesJson.Write(nobody)), strict: true);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"version":999,"given":"robert"}""")]
    public void Json_OfAnotherVersion_IsStale(string json) => Assert.Null(FeaturesJson.Read(json));
}
