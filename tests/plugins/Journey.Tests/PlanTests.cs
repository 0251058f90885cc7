using Npgsql;

namespace Journey.Tests;

/// <summary>Row-level security must not take the indexes away: a search that filters by tenant alone reads everybody's journeys.</summary>
public sealed class PlanTests(JourneyPlatform host) : IAsyncLifetime
{
    private const string ManyRows =
        """
        INSERT INTO journey.source (tenant_id, resource, version, mapping) SELECT 'plan', 'Observation/' || n, 1, 1 FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING;
        INSERT INTO journey.node (tenant_id, resource, part, subject, kind, label, codes, reasons)
        SELECT 'plan', 'Observation/' || n, 0, 's' || n / 50, 'result', 'l', '{}', '{}' FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING;
        INSERT INTO journey.edge (tenant_id, resource, from_resource, to_resource, kind, subject)
        SELECT 'plan', 'Observation/' || n, 'Observation/' || n, 'Encounter/' || n, 'during', 's' || n / 50 FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING;
        INSERT INTO journey.subject (tenant_id, subject, revision) SELECT 'plan', 's' || n, 1 FROM generate_series(1, 5000) n ON CONFLICT DO NOTHING;
        ANALYZE journey.source, journey.node, journey.edge, journey.subject;
        """;

    public async ValueTask InitializeAsync()
    {
        await using var command = host.Platform.Superuser.CreateCommand(ManyRows);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("SELECT * FROM node WHERE subject = 'x'", "subject")]
    [InlineData("SELECT * FROM edge WHERE subject = 'x'", "subject")]
    [InlineData("SELECT * FROM subject WHERE subject = 'x'", "subject")]
    [InlineData("DELETE FROM node WHERE resource = ANY ('{x,y}')", "resource")]
    [InlineData("DELETE FROM edge WHERE resource = ANY ('{x,y}')", "resource")]
    [InlineData("SELECT s.subject FROM unnest('{x,y}'::text[]) AS i (resource) JOIN source s ON s.resource = i.resource", "resource")]
    public async Task Search_AsThePlugin_UsesAnIndexBeyondTheTenant(string sql, string column)
    {
        await using var connection = await host.Platform.AsPluginAsync("journey", "plan");
        await using var command = new NpgsqlCommand($"EXPLAIN {sql}", connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var plan = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            plan.Add(rows.GetString(0));
        }

        Assert.Contains(plan, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains($"({column} = ", StringComparison.Ordinal));
    }
}
