using System.Text;
using System.Text.Json.Nodes;
using Fhir.Engine.Deidentifying;

namespace Fhir.Engine.Tests.Deidentifying;

/// <summary>45 CFR 164.514(b)(2)(i), letter by letter, and what nobody thought of.</summary>
public class DeidentifierTests
{
    private static readonly Deidentifier Engine = new(R4.Definitions);
    private static readonly DateOnly Today = new(2026, 11, 23);

    [Theory]
    [InlineData("01940", "019")]
    [InlineData("01940-1234", "019")]
    [InlineData("03601", "000")]
    [InlineData("05901", "000")]
    [InlineData("06390", "000")]
    [InlineData("10201", "000")]
    [InlineData("20301", "000")]
    [InlineData("55601", "000")]
    [InlineData("69201", "000")]
    [InlineData("79001", "000")]
    [InlineData("82101", "000")]
    [InlineData("82301", "000")]
    [InlineData("83001", "000")]
    [InlineData("83101", "000")]
    [InlineData("87801", "000")]
    [InlineData("87901", "000")]
    [InlineData("88401", "000")]
    [InlineData("89001", "000")]
    [InlineData("89301", "000")]
    [InlineData("0194", null)]
    [InlineData("W1A 1AA", null)]
    public void Address_OfAPatient_KeepsStateAndThreeDigitsAtMost(string zip, string? kept)
    {
        var patient = Patient($$$""","address":[{"line":["1 Elm"],"city":"Ely","district":"Ely County","state":"Nevada","postalCode":"{{{zip}}}","text":"1 Elm","period":{"start":"2001"}}]""");

        Assert.Equal(kept, (string?)patient["address"]![0]!["postalCode"]);
        Assert.Equal("Nevada", (string?)patient["address"]![0]!["state"]);
        Assert.Equal(kept is null ? 1 : 2, patient["address"]![0]!.AsObject().Count);
    }

    [Theory]
    [InlineData("""{"state":"The house behind the mill"}""")]
    [InlineData("""{"state":"Bavaria","postalCode":"80331","country":"DE"}""")]
    [InlineData("""{"city":"Boston"}""")]
    public void Address_OfNoKnownState_IsGone(string address) => Assert.Null(Patient($",\"address\":[{address}]")["address"]);

    [Theory]
    [InlineData("1956-08-03", "", "1956")]
    [InlineData("1937-11-24", "", "1937")]
    [InlineData("1936-11-23", "", "1936")]
    [InlineData("1936-12-24", "", "1936")]
    [InlineData("1911-01-01", "", "1936")]
    [InlineData("1936", "", "1936")]
    [InlineData("1899-01-01", ",\"deceasedDateTime\":\"2001-05-05\"", "1911")]
    [InlineData("1930-01-01", ",\"deceasedDateTime\":\"1999-05-05\"", "1930")]
    public void BirthDate_OfTheOldest_IsOneCategory(string born, string more, string kept) =>
        Assert.Equal(kept, (string?)Run($$$"""{"resourceType":"Patient","id":"p","birthDate":"{{{born}}}"{{{more}}}}""", DateTreatment.Year)!["birthDate"]);

    [Theory]
    [InlineData(DateTreatment.Year)]
    [InlineData(DateTreatment.Shift)]
    public void Date_ThatTellsAnAgeOver89_IsGone(DateTreatment dates)
    {
        var patient = """{"resourceType":"Patient","id":"p","birthDate":"1911-01-01"}""";

        Assert.Null(Run("""{"resourceType":"Condition","id":"c","onsetDateTime":"1919-04-01","recordedDate":"1999-04-01"}""", dates, patient)!["onsetDateTime"]);
        Assert.NotNull(Run("""{"resourceType":"Condition","id":"c","onsetDateTime":"1919-04-01","recordedDate":"1999-04-01"}""", dates, patient)!["recordedDate"]);
    }

    [Theory]
    [InlineData("93", "a", "90")]
    [InlineData("89", "a", null)]
    [InlineData("1200", "mo", "1080")]
    [InlineData("36500", "d", "32873")]
    public void Age_Over89_IsOneCategory(string value, string unit, string? kept)
    {
        var age = Run($$$"""{"resourceType":"Condition","id":"c","onsetAge":{"value":{{{value}}},"unit":"years of Mr. Miller","system":"http://unitsofmeasure.org","code":"{{{unit}}}"}}""")!["onsetAge"]!;

        Assert.Equal(kept ?? value, age["value"]!.ToJsonString());
        Assert.Equal(kept is null ? null : ">=", (string?)age["comparator"]);
        Assert.Equal(unit, (string?)age["unit"]);
    }

    // Each holds a secret in a place of its own.
    [Theory]
    [InlineData("""{"resourceType":"Observation","id":"o","valueString":"secret"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","note":[{"text":"secret"}]}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","text":{"status":"generated","div":"<div>secret</div>"}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","identifier":[{"system":"http://secret","value":"secret"}]}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","code":{"text":"secret","coding":[{"system":"http://loinc.org","code":"1","display":"secret","version":"secret"}]}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","code":{"coding":[{"system":"http://hospital.example/secret","code":"secret"}]}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","code":{"coding":[{"system":"http://loinc.org","code":"the secret of somebody"}]}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","code":{"coding":[{"code":"secret"}]}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","code":{"coding":[{"system":"http://hl7.org/fhir/sid/us-ssn","code":"secret"}]}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","valueQuantity":{"value":1,"unit":"secret"}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"{secret of somebody}"}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","valueSampledData":{"origin":{"value":1},"period":1,"dimensions":1,"data":"secret"}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","extension":[{"url":"http://secret","valueDecimal":1,"valueString":"secret"}]}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","_status":{"extension":[{"url":"http://x","valueString":"secret"}]},"status":"final"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","status":"secret"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","language":"secret"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","meta":{"source":"http://secret","tag":[{"system":"http://loinc.org","code":"secret"}]}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","subject":{"reference":"Patient/p","display":"secret","identifier":{"value":"secret"}}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","subject":{"reference":"http://secret/Patient/p"}}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","performer":[{"reference":"Patient/secret"}]}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","effectiveDateTime":"secret-date"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","valueTime":"secret"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","unheardOf":"secret"}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","contained":[{"resourceType":"Patient","id":"x","gender":"secret"}]}""")]
    [InlineData("""{"resourceType":"Observation","id":"o","contained":[{"resourceType":"Observation","id":"secret","valueString":"secret"}]}""")]
    [InlineData("""{"resourceType":"ImagingStudy","id":"i","series":[{"uid":"secret","description":"secret","instance":[{"uid":"secret","title":"secret"}]}]}""")]
    [InlineData("""{"resourceType":"Device","id":"d","serialNumber":"secret","lotNumber":"secret","udiCarrier":[{"deviceIdentifier":"secret","carrierAIDC":"c2VjcmV0"}],"url":"http://secret"}""")]
    [InlineData("""{"resourceType":"DiagnosticReport","id":"r","conclusion":"secret","presentedForm":[{"url":"http://secret","title":"secret"}]}""")]
    [InlineData("""{"resourceType":"MedicationRequest","id":"m","dosageInstruction":[{"text":"secret","patientInstruction":"secret","timing":{"event":["secret"]}}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p","name":[{"text":"secret"}],"telecom":[{"value":"secret"}],"photo":[{"url":"http://secret"}],"contact":[{"name":{"text":"secret"}}],"link":[{"other":{"reference":"Patient/secret"}}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p","communication":[{"language":{"text":"secret"}}]}""")]
    [InlineData("""{"resourceType":"Patient","id":"p","extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[{"url":"text","valueString":"secret"}]}]}""")]
    public void Run_SecretInAnyPlace_IsGone(string resource)
    {
        Assert.Contains("secret", resource, StringComparison.Ordinal);

        Assert.DoesNotContain("secret", Run(resource)!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("""{"resourceType":"DocumentReference","id":"d","status":"current"}""")]
    [InlineData("""{"resourceType":"Communication","id":"d","status":"completed"}""")]
    [InlineData("""{"resourceType":"Binary","id":"d","data":"c2VjcmV0"}""")]
    [InlineData("""{"resourceType":"Patient","id":"another","gender":"male"}""")]
    [InlineData("""{"resourceType":"Nonsense","id":"d"}""")]
    [InlineData("""{"resourceType":"Observation","status":"final"}""")]
    public void Run_WhatIsNotKnownToBeSafe_IsLeftOut(string resource) => Assert.Null(Run(resource));

    [Fact]
    public void Run_MeaningChangedByAModifier_LeavesThatItIsThere()
    {
        var stub = Run("""{"resourceType":"Condition","id":"c","code":{"coding":[{"system":"http://snomed.info/sct","code":"73211009"}]},"stage":[{"modifierExtension":[{"url":"http://x","valueBoolean":true}]}]}""")!;

        Assert.Equal(["resourceType", "id", "meta"], stub.Select(member => member.Key));
    }

    [Fact]
    public void Run_LocationOfAHospital_HasNoPosition()
    {
        var location = Run("""{"resourceType":"Location","id":"l","status":"active","name":"Ward","position":{"longitude":-70.96,"latitude":42.53},"address":{"state":"MA"}}""", patient: null)!;

        Assert.Equal(["resourceType", "id", "meta", "status"], location.Select(member => member.Key));
    }

    [Fact]
    public void Run_RaceAndFacts_Stay()
    {
        var patient = Patient(""","extension":[{"url":"http://hl7.org/fhir/us/core/StructureDefinition/us-core-race","extension":[{"url":"ombCategory","valueCoding":{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2106-3","display":"White"}}]}],"gender":"female","multipleBirthInteger":2""");
        var observation = Run("""{"resourceType":"Observation","id":"o","status":"final","effectivePeriod":{"start":"2020-05-06T07:08:09Z"},"issued":"2020-05-06T07:08:09Z","valueQuantity":{"value":72.50,"comparator":"<","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}""")!;

        Assert.Equal(("female", 2), ((string?)patient["gender"], (int)patient["multipleBirthInteger"]!));
        Assert.Equal("""{"system":"urn:oid:2.16.840.1.113883.6.238","code":"2106-3"}""", patient["extension"]![0]!["extension"]![0]!["valueCoding"]!.ToJsonString());
        Assert.Equal(
            """{"status":"final","effectivePeriod":{"start":"2020"},"valueQuantity":{"value":72.50,"comparator":"\u003C","unit":"mm[Hg]","system":"http://unitsofmeasure.org","code":"mm[Hg]"}}""",
            new JsonObject(observation.Skip(3).Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))).ToJsonString());
        Assert.Equal("ANONYED", (string?)observation["meta"]!["security"]![0]!["code"]);
    }

    private static JsonObject Patient(string more) => Run($$$"""{"resourceType":"Patient","id":"p"{{{more}}}}""")!;

    private static JsonObject? Run(string resource, DateTreatment dates = DateTreatment.Year, string? patient = """{"resourceType":"Patient","id":"p"}""")
    {
        var options = new DeidentifyOptions(new byte[32], dates, Today, []);
        var own = resource.Contains("\"Patient\",\"id\":\"p\"", StringComparison.Ordinal) ? resource : patient;
        var subject = own is null ? null : SubjectTreatment.Of(Encoding.UTF8.GetBytes(own), options);
        return Engine.Run(Encoding.UTF8.GetBytes(resource), options, subject, (type, id) => (type, id) == ("Patient", "p")) is { } json ? JsonNode.Parse(json)!.AsObject() : null;
    }
}
