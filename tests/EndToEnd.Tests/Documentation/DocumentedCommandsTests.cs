namespace EndToEnd.Tests.Documentation;

/// <summary>Every command the documentation shows works as it stands there, against the platform that run.sh starts.</summary>
public sealed class DocumentedCommandsTests(RunScript platform) : IClassFixture<RunScript>
{
    private const string Bundle = """
        {"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:6f0b1a52-0000-4000-8000-000000000001",
        "resource":{"resourceType":"Patient","name":[{"family":"Documented"}]},"request":{"method":"POST","url":"Patient"}}]}
        """;

    public static TheoryData<string> Guides => [.. Guide.WithCommands];

    [Theory]
    [MemberData(nameof(Guides))]
    public async Task Guide_TypedFromTopToBottom_Succeeds(string guide)
    {
        await File.WriteAllTextAsync(Path.Combine(platform.Folder, "bundle.json"), Bundle, TestContext.Current.CancellationToken);

        var (code, output) = await platform.TypeAsync(Guide.Commands(guide));

        Assert.True(code == 0, $"{guide} ended with {code}:\n{output}");
        TestContext.Current.SendDiagnosticMessage(output);
    }

    [Fact]
    public void Readme_AsItStands_ShowsTheTwoCommands()
    {
        var commands = Guide.Commands("README.md").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')[0]);

        Assert.Equal(["./run.sh", "./test.sh"], commands);
        Assert.Contains($"Open {platform.Address}", platform.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PluginOff_ThenOn_ChangesStateAndKeepsTheReason()
    {
        var (_, off) = await platform.TypeAsync("platform plugin off mpi --reason 'a test' && for i in $(seq 50); do platform plugin list | grep -E '^mpi +disabled' && exit; sleep 0.2; done; exit 1");
        Assert.Matches("mpi +disabled", off);

        var (code, on) = await platform.TypeAsync("platform plugin on mpi && for i in $(seq 50); do platform plugin list | grep -E '^mpi +active' && exit; sleep 0.2; done; exit 1");
        Assert.True(code == 0, on);
    }

    [Fact]
    public async Task ClientAdd_ForATenant_PrintsASecretThatOpensATokenForIt()
    {
        var (code, output) = await platform.TypeAsync("""
            platform tenant add ward --name Ward
            secret=$(platform client add --id ward-client --tenant ward --scope 'system/*.rs' --json | sed 's/.*"secret":"\([^"]*\)".*/\1/')
            token=$(curl -sf -u "ward-client:$secret" -d grant_type=client_credentials -d 'scope=system/*.rs' http://127.0.0.1:8080/connect/token | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
            curl -sf -H "Authorization: Bearer $token" http://127.0.0.1:8080/fhir/Patient
            """);

        Assert.True(code == 0, output);
        Assert.Contains("\"total\":0", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAdd_WithoutARole_SaysWhatIsMissing()
    {
        var (code, output) = await platform.TypeAsync("platform user add nobody@demo --tenant demo");

        Assert.NotEqual(0, code);
        Assert.Contains("--role", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserAdd_ForAnUnknownTenant_IsRefusedWithTheCause()
    {
        var (code, output) = await platform.TypeAsync("platform user add nobody@nowhere --tenant nowhere --role provider");

        Assert.NotEqual(0, code);
        Assert.Contains("nowhere", output, StringComparison.Ordinal);
    }
}
