using Fhir.Engine.Issues;
using Fhir.Engine.Search.Indexing;
using Fhir.Engine.Search.Querying;

namespace Fhir.Engine.Tests.Search;

/// <summary>R4 3.1.1, a row for each form.</summary>
public class SearchQueryParserTests
{
    private static readonly SearchIndexer Indexer = new(R4.Definitions);
    private static readonly SearchQueryParser Parser = new(R4.Definitions, Indexer);

    [Theory]
    [InlineData("Patient", "_id=a,b", "id in a b")]
    [InlineData("Patient", "_lastUpdated=ge2020-01", "updated GreaterOrEqual 2020-01-01T00:00:00..2020-02-01T00:00:00")]
    [InlineData("Patient", "gender=male", "token gender *|male")]
    [InlineData("Patient", "gender:not=male,female", "token gender not *|male *|female")]
    [InlineData("Patient", "identifier=urn:x|1", "token identifier urn:x|1")]
    [InlineData("Patient", "identifier=|1", "token identifier none|1")]
    [InlineData("Patient", "identifier=urn:x|", "token identifier urn:x|*")]
    [InlineData("Patient", @"identifier=urn:x|a\,b\|c", "token identifier urn:x|a,b|c")]
    [InlineData("Patient", "name=Éva,Zoë", "string name StartsWith eva/zoe")]
    [InlineData("Patient", "family:exact=Müller", "string family Exact Müller")]
    [InlineData("Patient", "name:contains=ell", "string name Contains ell")]
    [InlineData("Patient", @"name=a\\b", @"string name StartsWith a\b")]
    [InlineData("Patient", "birthdate=1980", "date birthdate Equal 1980-01-01T00:00:00..1981-01-01T00:00:00")]
    [InlineData("Patient", "birthdate=ne1980-02-29", "date birthdate NotEqual 1980-02-29T00:00:00..1980-03-01T00:00:00")]
    [InlineData("Observation", "date=sa2020-01-01T10:00", "date date StartsAfter 2020-01-01T10:00:00..2020-01-01T10:01:00")]
    [InlineData("Observation", "date=eb2020-01-01T10:00:00 02:00", "date date EndsBefore 2020-01-01T08:00:00..2020-01-01T08:00:01")]
    [InlineData("Observation", "date=ap2020,lt2019", "date date Approximately 2020-01-01T00:00:00..2021-01-01T00:00:00 LessThan 2019-01-01T00:00:00..2020-01-01T00:00:00")]
    [InlineData("RiskAssessment", "probability=gt0.8", "number probability GreaterThan 0.8 [0.75, 0.85)")]
    [InlineData("RiskAssessment", "probability=100", "number probability Equal 100 [99.5, 100.5)")]
    [InlineData("Observation", "value-quantity=le5.4|http://unitsofmeasure.org|mg", "quantity value-quantity LessOrEqual 5.4 http://unitsofmeasure.org|mg")]
    [InlineData("Observation", "value-quantity=5.4||mg", "quantity value-quantity Equal 5.4 |mg")]
    [InlineData("Observation", "subject=Patient/1", "reference subject[] Patient/1")]
    [InlineData("Observation", "subject=1", "reference subject[] */1")]
    [InlineData("Observation", "subject:Patient=1", "reference subject[] Patient/1")]
    [InlineData("Observation", "patient=1", "reference subject[Patient] Patient/1")]
    [InlineData("Observation", "patient=Patient/1,http://other/Patient/2", "reference subject[Patient] Patient/1 Patient/http://other/Patient/2")]
    [InlineData("Observation", "subject=https://base/fhir/Patient/1", "reference subject[] Patient/1")]
    [InlineData("Observation", "patient:missing=true", "missing subject[Patient] True")]
    [InlineData("Patient", "gender:missing=false", "missing gender[] False")]
    [InlineData("Patient", "_profile=http://p|1", "uri _profile Exact http://p|1")]
    [InlineData("ValueSet", "url:below=http://x", "uri url Below http://x")]
    public void Parse_Condition_GivesFilter(string type, string query, string expected)
    {
        var result = Parse(type, query);

        Assert.True(result.Query is not null, R4.Describe(result.Issues));
        Assert.Equal(expected, FilterText.Of(Assert.Single(result.Query.Filters)));
    }

    [Theory]
    [InlineData("Patient", "nmae=x", IssueCode.NotSupported, "http.nmae")]
    [InlineData("Patient", "name:sounds=x", IssueCode.NotSupported, "http.name:sounds")]
    [InlineData("Patient", "gender:text=x", IssueCode.NotSupported, "http.gender:text")]
    [InlineData("Patient", "birthdate:exact=2020", IssueCode.NotSupported, "http.birthdate:exact")]
    [InlineData("Patient", "birthdate=2020-13", IssueCode.Invalid, "http.birthdate")]
    [InlineData("Patient", "birthdate=xx2020", IssueCode.Invalid, "http.birthdate")]
    [InlineData("Patient", "_id=a_b", IssueCode.Invalid, "http._id")]
    [InlineData("Patient", "identifier=a|b|c", IssueCode.Invalid, "http.identifier")]
    [InlineData("Patient", "identifier=|", IssueCode.Invalid, "http.identifier")]
    [InlineData("Patient", "name= ", IssueCode.Invalid, "http.name")]
    [InlineData("Patient", "gender:missing=maybe", IssueCode.Invalid, "http.gender:missing")]
    [InlineData("Patient", "organization.name=x", IssueCode.NotSupported, "http.organization.name")]
    [InlineData("Patient", "_has:Observation:patient:code=x", IssueCode.NotSupported, "http._has:Observation:patient:code")]
    [InlineData("Patient", "_text=x", IssueCode.NotSupported, "http._text")]
    [InlineData("Observation", "code-value-quantity=a$5", IssueCode.NotSupported, "http.code-value-quantity")]
    [InlineData("Observation", "subject=Unicorn/1", IssueCode.Invalid, "http.subject")]
    [InlineData("Observation", "subject:Patient=Group/1", IssueCode.Invalid, "http.subject:Patient")]
    [InlineData("Observation", "subject:Unicorn=1", IssueCode.NotSupported, "http.subject:Unicorn")]
    [InlineData("Observation", "subject=http://x/q|1", IssueCode.Invalid, "http.subject")]
    [InlineData("RiskAssessment", "probability=much", IssueCode.Invalid, "http.probability")]
    [InlineData("Patient", "_count=-1", IssueCode.Invalid, "http._count")]
    [InlineData("Patient", "_count=1&_count=2", IssueCode.Invalid, "http._count")]
    [InlineData("Patient", "_sort=nmae", IssueCode.NotSupported, "http._sort")]
    [InlineData("Patient", "_total=some", IssueCode.Invalid, "http._total")]
    [InlineData("Patient", "_summary=short", IssueCode.Invalid, "http._summary")]
    [InlineData("Patient", "_elements=nmae", IssueCode.NotSupported, "http._elements")]
    [InlineData("Patient", "_include=Observation:subject", IssueCode.Invalid, "http._include")]
    [InlineData("Patient", "_include=Patient:name", IssueCode.NotSupported, "http._include")]
    [InlineData("Patient", "_include=*", IssueCode.Invalid, "http._include")]
    public void Parse_WrongParameter_IsRefusedByName(string type, string query, string code, string expression)
    {
        var result = Parse(type, query);

        Assert.Null(result.Query);
        Assert.Contains(result.Issues, i => i.Code == code && i.Expression == expression && i.IsError);
    }

    [Fact]
    public void Parse_UnknownParameterLenient_IsLeftOutWithWarning()
    {
        var result = Parse("Patient", "nmae=x&name=y", new SearchOptions { Lenient = true });

        Assert.Equal(IssueSeverity.Warning, Assert.Single(result.Issues).Severity);
        Assert.Single(result.Query!.Filters);
        Assert.Equal(["name"], result.Query.Applied.Select(a => a.Key));
    }

    [Fact]
    public void Parse_UnknownModifierLenient_IsRefusedAllTheSame() =>
        Assert.Null(Parse("Patient", "name:sounds=x", new SearchOptions { Lenient = true }).Query);

    [Fact]
    public void Parse_RepeatedParameter_GivesTwoConditions() =>
        Assert.Equal(2, Parse("Patient", "birthdate=ge2000&birthdate=lt2010").Query!.Filters.Count);

    [Fact]
    public void Parse_ResultParameters_ShapeTheQuery()
    {
        var query = Parse("Observation",
            "_count=20&_sort=-date,patient&_total=accurate&_summary=data&_elements=status,code&_include=Observation:patient&_include:iterate=Patient:organization&_revinclude=Provenance:target&_format=json&_cursor=x",
            new SearchOptions { Ignored = ["_cursor"] }).Query!;

        Assert.Equal((20, TotalMode.Accurate, SummaryMode.Data), (query.Count, query.Total, query.Summary));
        Assert.Equal([("date", true, ""), ("subject", false, "Patient")], query.Sort.Select(s => (s.Parameter.Code, s.Descending, string.Join(',', s.TargetTypes))));
        Assert.Equal(["status", "code"], query.Elements);
        Assert.Equal([("Observation", "subject", "Patient", false), ("Patient", "organization", "", true)],
            query.Includes.Select(i => (i.SourceType, i.Parameter.Code, string.Join(',', i.TargetTypes), i.Iterate)));
        Assert.Equal(("Provenance", "target"), query.ReverseIncludes.Select(i => (i.SourceType, i.Parameter.Code)).Single());
        Assert.DoesNotContain("_cursor", query.Applied.Select(a => a.Key));
    }

    [Fact]
    public void Parse_TooManyValues_IsRefused()
    {
        var result = Parse("Patient", "_id=" + string.Join(',', Enumerable.Repeat("a", 501)));

        Assert.Equal(IssueCode.TooCostly, Assert.Single(result.Issues).Code);
    }

    [Fact]
    public void Parse_EmptyValue_IsLeftOutWithWarning()
    {
        var result = Parse("Patient", "name=&gender=male");

        Assert.Equal(IssueSeverity.Warning, Assert.Single(result.Issues).Severity);
        Assert.Single(result.Query!.Filters);
    }

    [Fact]
    public void Parse_UnknownType_IsRefused() => Assert.Null(Parse("Unicorn", "_id=1").Query);

    [Fact]
    public void Parse_ArbitraryText_NeverThrows()
    {
        const int seed = 4711;
        var random = new Random(seed);
        string[] names = ["name", "birthdate", "identifier", "subject", "value-quantity", "_sort", "_include", "_id", "a:b:c", ":", "_has:", "."];
        const string alphabet = @"ab19-T:.|,\$/ éß\uD800_%+";
        for (var round = 0; round < 5_000; round++)
        {
            var value = new string(Enumerable.Range(0, random.Next(1, 12)).Select(_ => alphabet[random.Next(alphabet.Length)]).ToArray());
            var name = names[random.Next(names.Length)];
            var type = random.Next(2) == 0 ? "Patient" : "Observation";
            var problem = Record.Exception(() => Parser.Parse(type, [new(name, value)]));
            Assert.True(problem is null, $"seed {seed}, round {round}: {name}={value}\n{problem}");
        }
    }

    private static SearchQueryResult Parse(string type, string query, SearchOptions? options = null) => Parser.Parse(
        type,
        query.Split('&').Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1])),
        options ?? new SearchOptions { BaseUrl = "https://base/fhir" });
}
