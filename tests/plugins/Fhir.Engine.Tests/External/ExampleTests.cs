namespace Fhir.Engine.Tests.External;

public class ExampleTests
{
    // Not valid R4: items without a linkId; references to types the element does not allow.
    private static readonly string[] Invalid =
    [
        "bundle-questionnaire.json", "devicemetric-example.json", "deviceusestatement-example.json", "medicationrequest0301.json",
    ];

    [Fact]
    public void Parse_PublishedExamples_FindsNoErrorInValidOnes()
    {
        var failures = new List<string>();
        var count = 0;
        foreach (var path in Directory.EnumerateFiles(ExternalData.Require("fhir/examples"), "*.json").Order(StringComparer.Ordinal))
        {
            count++;
            var result = R4.Parser.Parse(File.ReadAllBytes(path));
            if (result.IsValid == Invalid.Contains(Path.GetFileName(path)))
            {
                failures.Add(Path.GetFileName(path) + "\n" + R4.Describe(result.Issues));
            }
        }
        Assert.NotEqual(0, count);
        Assert.True(failures.Count == 0, $"{failures.Count} of {count}:\n" + string.Join('\n', failures));
    }

    [Fact]
    public void Parse_SyntheaBundles_FindsNoError()
    {
        var failures = new List<string>();
        foreach (var path in ExternalData.SyntheaFiles())
        {
            var result = R4.Parser.Parse(ExternalData.Unzip(path));
            if (!result.IsValid)
            {
                failures.Add(Path.GetFileName(path) + "\n" + R4.Describe(result.Issues.Take(5)));
            }
        }
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
