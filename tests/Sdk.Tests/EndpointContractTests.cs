using PluginPlatform.Sdk.Testing.Contract;

namespace Sdk.Tests;

/// <summary>Every endpoint of the plugins and of the kernel's administration keeps the contract.</summary>
public sealed class EndpointContractTests(SeededPlatform seeded, HelloPlatform hello)
{
    private static readonly ContractOptions _options = new()
    {
        Anonymous = new HashSet<string> { "GET /fhir/metadata", "ANY /fhir/{**rest}" },
        WithoutBody = new HashSet<string>
        {
            "POST /admin/api/audit/verify", "POST /admin/api/events/dead-letters/{plugin}/replay", "POST /admin/api/users/{name}/second-factor/reset",
            "POST /admin/api/users/{user}/activate", "POST /admin/api/users/{user}/deactivate", "POST /fhir/{type}/_search", "POST /fhir/AuditEvent/_search",
        },
        RouteValues = new Dictionary<string, string> { ["type"] = "Patient" },
        MediaTypes = ["application/json", "application/fhir+json", "application/x-www-form-urlencoded"],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Endpoints_OfTheRepositorysPlugins_KeepTheContract()
    {
        using var target = await ContractTarget.OfAsync(seeded.Platform);

        var findings = await EndpointContract.CheckAsync(target, _options, Token);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.All(new[] { "/fhir/", "/api/mpi/", "/api/journey/", "/admin/api/" }, root => Assert.Contains(target.Endpoints, e => e.Operation.Contains(root, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Endpoints_OfThePluginsForTests_KeepTheContract()
    {
        using var target = await ContractTarget.OfAsync(hello.Platform);

        var findings = await EndpointContract.CheckAsync(target, _options with { MediaTypes = ["application/json"] }, Token);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
        Assert.Contains(target.Endpoints, e => e.Operation == "POST /api/hello/patients/{id}/notes");
    }
}
