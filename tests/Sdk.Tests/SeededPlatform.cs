using System.Text;
using PluginPlatform.Sdk.Testing;
using Sdk.Tests;

[assembly: AssemblyFixture(typeof(SeededPlatform))]

// One platform, one set of roles: the tests take turns.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Sdk.Tests;

/// <summary>The repository's own plugins with the made-up record in tenant <c>demo</c>, once every follower has seen it.</summary>
public sealed class SeededPlatform : IAsyncLifetime
{
    // The trail opens to who names it, and to nobody by a wildcard.
    private const string Scopes = "system/*.cruds system/AuditEvent.rs";

    private readonly TraceLines _traces = new();

    public TestPlatform Platform { get; private set; } = null!;

    public HttpClient Owner { get; private set; } = null!;

    public HttpClient Other { get; private set; } = null!;

    /// <summary>Id of the patient all the other resources are about.</summary>
    public string PatientId { get; private set; } = null!;

    /// <summary>Every span that ended since the start.</summary>
    internal TraceLines Traces => _traces;

    public async ValueTask InitializeAsync()
    {
        Platform = await TestPlatform.StartAsync();
        Owner = await Platform.ApiAsync(Scopes);
        Other = await Platform.OtherTenantAsync(Scopes);
        using (var stored = await PostAsync("/fhir", SeedBundle.Text))
        {
            Assert.True(stored.IsSuccessStatusCode, await stored.Content.ReadAsStringAsync());
        }

        PatientId = await Platform.ScalarAsync<string>("SELECT target FROM fhir.reference_index WHERE target LIKE 'Patient/%' LIMIT 1");
        PatientId = PatientId[(PatientId.IndexOf('/', StringComparison.Ordinal) + 1)..];
        using var changed = await Owner.PutAsync($"/fhir/Patient/{PatientId}", Json(SeedBundle.Patient(extra: $",\"id\":\"{PatientId}\",\"active\":true")));
        Assert.True(changed.IsSuccessStatusCode, await changed.Content.ReadAsStringAsync());
        await FollowedAsync();
    }

    public ValueTask DisposeAsync()
    {
        _traces.Dispose();
        Owner.Dispose();
        Other.Dispose();
        return Platform.DisposeAsync();
    }

    public static StringContent Json(string text) => new(text, Encoding.UTF8, "application/fhir+json");

    public async Task<HttpResponseMessage> PostAsync(string address, string body)
    {
        using var content = Json(body);
        return await Owner.PostAsync(address, content);
    }

    /// <summary>Events are delivered when they are; the tests begin after.</summary>
    private async Task FollowedAsync()
    {
        const string Done = "SELECT (SELECT count(*) FROM mpi.person WHERE golden_record_id IS NOT NULL) >= 2 AND (SELECT count(*) FROM journey.node) >= 3 AND EXISTS (SELECT FROM journey.edge)";
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await Platform.ScalarAsync<bool>(Done))
        {
            await Task.Delay(50, limit.Token);
        }
    }
}
