using Fhir.Engine.Issues;

namespace Fhir.Engine.Tests.Parsing;

/// <summary>Each row breaks one rule of the JSON format or of a definition and names the place.</summary>
public class StructureTests
{
    [Theory]
    [InlineData("""{"resourceType":"Patient","nmae":[]}""", "Patient", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","name":{"family":"A"}}""", "Patient.name", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","gender":["male"]}""", "Patient.gender", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","name":["A"]}""", "Patient.name[0]", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","name":[{"family":"A"},{"family":1}]}""", "Patient.name[1].family", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["A",7]}]}""", "Patient.name[0].given[1]", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","name":[]}""", "Patient.name", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","name":[{}]}""", "Patient.name[0]", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","name":[{"id":"a"}]}""", "Patient.name[0]", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","name":null}""", "Patient.name", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","gender":null}""", "Patient.gender", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","gender":"m"}""", "Patient.gender", IssueCode.CodeInvalid)]
    [InlineData("""{"resourceType":"Patient","gender":"male","gender":"male"}""", "Patient.gender", IssueCode.Duplicate)]
    [InlineData("""{"resourceType":"Patient","resourceType":"Patient"}""", "Patient", IssueCode.Duplicate)]
    [InlineData("""{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2020"}""", "Patient.deceased", IssueCode.Duplicate)]
    [InlineData("""{"resourceType":"Patient","deceased":true}""", "Patient", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","active":"true"}""", "Patient.active", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","multipleBirthInteger":1.0}""", "Patient.multipleBirth", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","id":"a_b"}""", "Patient.id", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","birthDate":"2021-02-29"}""", "Patient.birthDate", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","birthDate":""}""", "Patient.birthDate", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","language":" en"}""", "Patient.language", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","link":[{"type":"refer"}]}""", "Patient.link[0].other", IssueCode.Required)]
    [InlineData("""{"resourceType":"Patient","photo":[{"contentType":"a/b","data":"%%"}]}""", "Patient.photo[0].data", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","photo":[{"contentType":"a/b","data":"YWJj","size":4}]}""", "Patient.photo[0].size", IssueCode.Value)]
    [InlineData("""{"resourceType":"Patient","_gender":{"id":"x"}}""", "Patient.gender", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","name":[{"given":[null]}]}""", "Patient.name[0].given[0]", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","generalPractitioner":[{"reference":"Patient/1"}]}""", "Patient.generalPractitioner[0].reference", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","managingOrganization":{"reference":"#o"}}""", "Patient", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o"}]}""", "Patient.contained[0]", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","contained":[{"id":"o"}]}""", "Patient.contained[0]", IssueCode.Structure)]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"x","valueString":"a"}]}""", "Patient.extension[0].url", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"http://x"}]}""", "Patient.extension[0]", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","extension":[{"valueString":"a"}]}""", "Patient.extension[0].url", IssueCode.Required)]
    [InlineData("""{"resourceType":"Patient","name":[{"period":{"start":"2021","end":"2020"}}]}""", "Patient.name[0].period", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","name":[{"period":{"start":"2020-05-01","end":"2020-05-01T10:00:00Z"}}]}""", "Patient.name[0].period", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Patient","telecom":[{"value":"1"}]}""", "Patient.telecom[0]", IssueCode.Invariant)]
    [InlineData("""{"resourceType":"Condition","subject":{"reference":"Patient/1"},"clinicalStatus":{"coding":[{"system":"http://x","code":"active"}]}}""", "Condition.clinicalStatus", IssueCode.CodeInvalid)]
    [InlineData("""{"resourceType":"Unicorn"}""", "", IssueCode.Structure)]
    [InlineData("""{"name":[]}""", "", IssueCode.Structure)]
    [InlineData("""[1]""", null, IssueCode.Structure)]
    [InlineData("""{"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"Basic"}},{"resource":{"resourceType":"Patient","gender":"m"}}]}""", "Bundle.entry[1].resource.gender", IssueCode.CodeInvalid)]
    [InlineData("""{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><script>1</script></div>"}}""", "Patient.text.div", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"><a href=\" java\nscript:x()\">x</a></div>"}}""", "Patient.text.div", IssueCode.Invalid)]
    [InlineData("""{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\"> </div>"}}""", "Patient.text.div", IssueCode.Invalid)]
    public void Parse_BrokenContent_NamesPlaceAndCode(string json, string? expression, string code)
    {
        var result = R4.Parse(json);

        Assert.False(result.IsValid);
        Assert.Contains(result.Issues, i => (i.Expression ?? "") == (expression ?? "") && i.Code == code);
    }

    [Theory]
    [InlineData("""{"resourceType":"Basic","code":{"text":"x"}}""")]
    [InlineData("""{"code":{"text":"x"},"resourceType":"Basic"}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"given":["A",null],"_given":[null,{"extension":[{"url":"http://x","valueCode":"u"}]}]}]}""")]
    [InlineData("""{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://x","valueInteger":1}]}}""")]
    [InlineData("""{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"o"}],"managingOrganization":{"reference":"#o"}}""")]
    [InlineData("""{"resourceType":"Patient","n\u0061me":[{"family":"\ud83d\ude00"}]}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"period":{"start":"2020-05","end":"2020-05"}}]}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"period":{"start":"2020","end":"2021-05-01T00:00:00Z"}}]}""")]
    [InlineData("""{"resourceType":"Patient","name":[{"period":{"start":"2021-01-01T01:00:00+02:00","end":"2020-12-31T23:30:00Z"}}]}""")]
    [InlineData("""{"resourceType":"Patient","extension":[{"url":"http://x","extension":[{"url":"part","valueString":"a"}]}]}""")]
    [InlineData("""{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50e-3}}""")]
    [InlineData("""{"resourceType":"Patient","gender":"male","_gender":{"id":"x"}}""")]
    public void Parse_UnusualButValidContent_Accepts(string json) => R4.Valid(json);
}
