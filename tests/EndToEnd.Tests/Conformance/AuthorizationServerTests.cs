using System.Diagnostics;
using System.Text.RegularExpressions;
using EndToEnd.Tests.Documentation;

namespace EndToEnd.Tests.Conformance;

/// <summary>
/// Clients that others wrote (openid-client's sibling oauth4webapi, jose, fhirclient) and raw HTTP for the negatives, against
/// the platform that run.sh starts. Each check is numbered and names its clause: <c>Conformance/suite/*.test.mjs</c>.
/// </summary>
public sealed partial class AuthorizationServerTests(RunScript platform, ITestOutputHelper output) : IClassFixture<RunScript>
{
    private const int Fewest = 90;

    [Fact]
    public async Task Suite_OfIndependentClients_Passes()
    {
        var setting = await new ConformanceClients(platform).RegisterAsync();

        var report = await RunAsync(setting);

        var checks = Check().Matches(report).Select(m => (Passed: m.Groups["not"].Length == 0, Name: m.Groups["name"].Value)).ToList();
        output.WriteLine($"{checks.Count(c => c.Passed)} of {checks.Count} checks passed");
        Assert.True(checks.TrueForAll(c => c.Passed), $"{string.Join('\n', checks.Where(c => !c.Passed).Select(c => c.Name))}\n\n{report}");
        Assert.True(checks.DistinctBy(c => c.Name).Count() >= Fewest, $"Only {checks.Count} checks ran:\n{report}");
    }

    private static async Task<string> RunAsync(string setting)
    {
        var folder = Path.Combine(Reader.Repository, "tests/EndToEnd.Tests");
        using var node = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec node --test --test-concurrency=1 --test-reporter=tap Conformance/suite/*.test.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["CONFORMANCE_SETTING"] = setting },
        })!;
        var said = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var complained = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await said + await complained;
    }

    [GeneratedRegex(@"^\s*(?<not>not )?ok \d+ - (?<name>[A-Z]+-\d+ .*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Check();
}
