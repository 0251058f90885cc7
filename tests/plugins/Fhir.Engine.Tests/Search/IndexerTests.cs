using System.Globalization;
using Fhir.Engine.Parsing;
using Fhir.Engine.Search.Indexing;
using Fhir.Engine.Subjects;
using Fhir.Engine.Tests.External;

namespace Fhir.Engine.Tests.Search;

/// <summary>Rows as text: "code=value", one line for each kind of element.</summary>
public class IndexerTests
{
    private static readonly SearchIndexer Indexer = new(R4.Definitions);

    [Theory]
    [InlineData("""{"resourceType":"Patient","gender":"male"}""", "gender=http://hl7.org/fhir/administrative-gender|male")]
    [InlineData("""{"resourceType":"Patient","active":true}""", "active=|true")]
    [InlineData("""{"resourceType":"Patient","deceasedDateTime":"2020"}""", "deceased=|true")]
    [InlineData("""{"resourceType":"Patient","deceasedBoolean":false}""", "deceased=|false")]
    [InlineData("""{"resourceType":"Patient","identifier":[{"system":"urn:x","value":"1"}]}""", "identifier=urn:x|1")]
    [InlineData("""{"resourceType":"Patient","telecom":[{"system":"email","value":"a@b"}]}""", "email=|a@b")]
    [InlineData("""{"resourceType":"Patient","meta":{"tag":[{"system":"urn:t","code":"x"}]},"active":true}""", "_tag=urn:t|x")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"8867-4"}]}}""", "combo-code=http://loinc.org|8867-4")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueCodeableConcept":{"coding":[{"code":"y"}]}}""", "value-concept=|y")]
    public void Extract_CodedElement_GivesToken(string json, string expected) =>
        Assert.Contains(expected, Rows(json).Tokens.Select(t => $"{t.Parameter.Code}={t.System}|{t.Code}"));

    [Theory]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["Zoë","Åsa"],"family":"Müller-Łuk"}]}""", "name=zoe,name=asa,name=muller-luk,given=zoe,given=asa,family=muller-luk")]
    [InlineData("""{"resourceType":"Patient","address":[{"line":["1  Main St"],"city":"São Paulo"}]}""", "address=1 main st,address=sao paulo,address-city=sao paulo")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueString":"Straße"}""", "value-string=strasse")]
    public void Extract_Text_GivesNormalizedString(string json, string expected) =>
        Assert.Equal(expected.Split(',').Order(StringComparer.Ordinal),
            Rows(json).Strings.Select(s => $"{s.Parameter.Code}={s.Normalized}").Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("\"effectiveDateTime\":\"2020-03\"", "2020-03-01T00:00:00 2020-04-01T00:00:00")]
    [InlineData("\"effectiveInstant\":\"2020-03-01T10:00:00+01:00\"", "2020-03-01T09:00:00 2020-03-01T09:00:01")]
    [InlineData("\"effectivePeriod\":{\"start\":\"2020-03-01\",\"end\":\"2020-03-02\"}", "2020-03-01T00:00:00 2020-03-03T00:00:00")]
    [InlineData("\"effectivePeriod\":{\"start\":\"2020\"}", "2020-01-01T00:00:00 9999-12-31T23:59:59")]
    [InlineData("\"effectivePeriod\":{\"end\":\"2020\"}", "0001-01-01T00:00:00 2021-01-01T00:00:00")]
    [InlineData("\"effectiveTiming\":{\"event\":[\"2020-01-05\",\"2020-01-01\"]}", "2020-01-01T00:00:00 2020-01-06T00:00:00")]
    [InlineData("\"effectiveTiming\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2020\",\"end\":\"2021\"}}}", "2020-01-01T00:00:00 2022-01-01T00:00:00")]
    public void Extract_Time_GivesSpan(string effective, string expected)
    {
        var rows = Rows($$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},{{effective}}}""");

        var row = Assert.Single(rows.Dates, d => d.Parameter.Code == "date");
        Assert.Equal(expected, string.Create(CultureInfo.InvariantCulture, $"{row.Low:s} {row.High:s}"));
        Assert.Equal((DateTimeKind.Utc, DateTimeKind.Utc), (row.Low.Kind, row.High.Kind));
    }

    [Theory]
    [InlineData("\"reference\":\"Patient/1\"", "Patient 1 ")]
    [InlineData("\"reference\":\"Patient/1/_history/2\"", "Patient 1 ")]
    [InlineData("\"reference\":\"http://x/fhir/Patient/1\"", "Patient  http://x/fhir/Patient/1")]
    [InlineData("\"reference\":\"urn:uuid:c757873d-ec9a-4326-a141-556f43239520\"", "  urn:uuid:c757873d-ec9a-4326-a141-556f43239520")]
    [InlineData("\"reference\":\"urn:uuid:c757873d-ec9a-4326-a141-556f43239520\",\"type\":\"Patient\"", "Patient  urn:uuid:c757873d-ec9a-4326-a141-556f43239520")]
    [InlineData("\"display\":\"nobody\"", null)]
    public void Extract_Reference_GivesTargetOnce(string subject, string? expected)
    {
        var rows = Rows($$"""{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{ {{subject}} } }""");

        // "patient" says the same as "subject": its rows are not written again.
        Assert.Equal(expected is null ? [] : [$"subject {expected}"],
            rows.References.Select(r => $"{r.Parameter.Code} {r.TargetType} {r.TargetId} {r.Url}"));
    }

    [Fact]
    public void Extract_ContainedTarget_GivesNoReference() => Assert.Empty(Rows(
        """{"resourceType":"Observation","status":"final","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"}}""").References);

    [Fact]
    public void Extract_CanonicalAndUri_DropVersionOnlyWhereItIsAReference()
    {
        var rows = Rows("""{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"http://x/q|2","meta":{"profile":["http://p|1"]}}""");

        Assert.Contains(rows.References, r => r is { Parameter.Code: "questionnaire", Url: "http://x/q" });
        Assert.Contains(rows.Uris, u => u is { Parameter.Code: "_profile", Value: "http://p|1" });
    }

    [Fact]
    public void Extract_Quantity_KeepsPrecisionAndUnit()
    {
        var rows = Rows("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":5.40,"system":"http://unitsofmeasure.org","code":"mg","unit":"milligram"}}""");

        var row = Assert.Single(rows.Quantities, q => q.Parameter.Code == "value-quantity");
        Assert.Equal((5.395, 5.405, "mg", "milligram"), (Math.Round(row.Low, 9), Math.Round(row.High, 9), row.Code!, row.Unit!));
    }

    [Fact]
    public void PatientsOf_ClinicalData_FollowsCompartmentDefinition()
    {
        var compartment = new PatientCompartment(R4.Definitions, Indexer);
        IReadOnlyList<string> Patients(string json)
        {
            var resource = R4.Valid(json);
            return [.. compartment.PatientsOf(resource, Indexer.Extract(resource)).Order(StringComparer.Ordinal)];
        }

        Assert.Equal(["p"], Patients("""{"resourceType":"Patient","id":"p"}"""));
        Assert.Equal(["1", "2"], Patients("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"},"performer":[{"reference":"Patient/2"},{"reference":"Practitioner/9"}]}"""));
        Assert.Equal(["1"], Patients("""{"resourceType":"Appointment","status":"booked","participant":[{"actor":{"reference":"Patient/1"},"status":"accepted"}]}"""));
        Assert.Empty(Patients("""{"resourceType":"Organization","name":"x"}"""));
        Assert.Empty(Patients("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Group/1"}}"""));
    }

    [Fact]
    public void Extract_SyntheaBundles_GivesRowsForEveryResource()
    {
        foreach (var path in ExternalData.SyntheaFiles())
        {
            var bundle = R4.Parser.Parse(ExternalData.Unzip(path)).Resource!;
            var tape = bundle.Tape;
            for (var node = 1; node < tape[0].End; node++)
            {
                if (tape.NameOf(node) == "resource" && tape.TypeOf(node).Kind == Definitions.TypeKind.Resource)
                {
                    var rows = Indexer.Extract(new FhirResource(tape, node));
                    Assert.NotEqual(0, rows.Tokens.Count + rows.References.Count + rows.Strings.Count);
                }
            }
        }
    }

    private static SearchRows Rows(string json) => Indexer.Extract(R4.Valid(json));
}
