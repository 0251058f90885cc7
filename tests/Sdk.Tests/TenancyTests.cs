using PluginPlatform.Sdk.Testing.Contract;

namespace Sdk.Tests;

/// <summary>Nothing of tenant <c>demo</c> reaches another tenant: not through the plugins' tables, not through their endpoints.</summary>
public sealed class TenancyTests(SeededPlatform seeded)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The plugins of the repository, from disk: a new one is walked without being named here.</summary>
    public static TheoryData<string> Plugins =>
        [.. new DirectoryInfo(Path.Combine(FixturePlugins.Repository(), "plugins")).EnumerateDirectories().Where(f => f.EnumerateDirectories().Any()).Select(f => f.Name).Order()];

    [Theory]
    [MemberData(nameof(Plugins))]
    public async Task Tables_OfAPlugin_KeepTenantsApart(string plugin)
    {
        var walk = await TenancyContract.CheckAsync(seeded.Platform, plugin, "demo", Token);

        Assert.True(walk.Findings.Count == 0, string.Join('\n', walk.Findings));
        Assert.NotEmpty(walk.Filled);
        Assert.True(walk.Empty.Count == 0, "The record of these tests leaves tables empty, so that the walk proves nothing of them: " + string.Join(", ", walk.Empty));
    }

    [Fact]
    public async Task Reads_WithAnotherTenantsToken_GetNothing()
    {
        var stored = await StoredAsync();
        var seen = await seeded.Platform.ScalarAsync<Guid>("SELECT id FROM platform.audit_event WHERE tenant_id = 'demo' AND cardinality(subjects) > 0 LIMIT 1");
        string[] addresses =
        [
            $"/fhir/AuditEvent/{seen}", $"/fhir/AuditEvent?patient={seeded.PatientId}",
            .. stored.SelectMany(r => new[] { $"/fhir/{r.Type}/{r.Id}", $"/fhir/{r.Type}/{r.Id}/_history", $"/fhir/{r.Type}/{r.Id}/_history/1", $"/fhir/{r.Type}?_id={r.Id}" }),
            .. stored.Select(r => $"/fhir/{r.Type}").Distinct(),
            $"/fhir/Patient?family={SeedBundle.Family}", $"/fhir/Patient?identifier={SeedBundle.Identifier}", $"/fhir/Condition?patient={seeded.PatientId}",
            $"/api/mpi/patients/{seeded.PatientId}", $"/api/journey/patients/{seeded.PatientId}/graph",
        ];
        string[] marks = [.. SeedBundle.Sentinels, .. stored.Select(r => r.Id)];

        var findings = await ForeignTenant.CheckAsync(seeded.Owner, seeded.Other, addresses, marks, Token);

        Assert.True(findings.Count == 0, string.Join('\n', findings));
    }

    [Fact]
    public async Task Reads_ThatTheWalkLeavesOut_AreNone()
    {
        using var target = await ContractTarget.OfAsync(seeded.Platform);
        string[] walked = ["GET /fhir/{type}/{id}", "GET /fhir/{type}/{id}/_history", "GET /fhir/{type}/{id}/_history/{version}", "GET /fhir/{type}",
            "GET /fhir/AuditEvent", "GET /fhir/AuditEvent/{id}", "GET /api/mpi/patients/{id}", "GET /api/journey/patients/{id}/graph"];

        var reads = target.Endpoints.Where(e => e is { Method: "GET", IsOpen: false } && !e.Operation.Contains("/admin/api/", StringComparison.Ordinal)).Select(e => e.Operation);

        Assert.Equal(walked.Order(), reads.Order());
    }

    [Fact]
    public async Task Reads_ThatReachTheOtherTenant_AreReported()
    {
        string[] addresses = [$"/fhir/Patient/{seeded.PatientId}"];

        var findings = await ForeignTenant.CheckAsync(seeded.Owner, seeded.Owner, addresses, SeedBundle.Sentinels, Token);

        Assert.Contains(findings, finding => finding.What.Contains(SeedBundle.Family, StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.What.Contains("with content", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<(string Type, string Id)>> StoredAsync()
    {
        var stored = new List<(string, string)>();
        await using var command = seeded.Platform.Superuser.CreateCommand("SELECT type, id FROM fhir.resource WHERE tenant_id = 'demo' AND content IS NOT NULL");
        await using var rows = await command.ExecuteReaderAsync(Token);
        while (await rows.ReadAsync(Token))
        {
            stored.Add((rows.GetString(0), rows.GetString(1)));
        }

        Assert.NotEmpty(stored);
        return stored;
    }
}
