using System.Text;
using Fhir.Engine.Definitions;
using Fhir.Engine.Issues;
using Fhir.Engine.Parsing;

namespace Fhir.Engine.Tests;

/// <summary>The definitions, loaded once for all tests, and short ways to read content with them.</summary>
internal static class R4
{
    public static readonly FhirDefinitions Definitions = FhirDefinitions.LoadR4();

    public static readonly ResourceParser Parser = new(Definitions);

    public static ParseResult Parse(string json) => Parser.Parse(Encoding.UTF8.GetBytes(json));

    public static FhirResource Valid(string json)
    {
        var result = Parse(json);
        Assert.True(result.IsValid, Describe(result.Issues));
        return result.Resource;
    }

    public static string Describe(IEnumerable<FhirIssue> issues) =>
        string.Join('\n', issues.Select(i => $"{i.Severity} {i.Code} {i.Expression}: {i.Diagnostics}"));
}
