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
    [InlineData("DELETE FROM node WHERE resource IN (SELECT unnest('{x,y}'::text[]))", "resource")]
    [InlineData("DELETE FROM edge WHERE resource IN (SELECT unnest('{x,y}'::text[]))", "resource")]
    [InlineData("SELECT s.subject FROM unnest('{x,y}'::text[]) AS i (resource) CROSS JOIN LATERAL (SELECT subject FROM source WHERE source.resource = i.resource OFFSET 0) s", "resource")]
    public async Task Search_AsThePlugin_UsesAnIndexBeyondTheTenant(string sql, string column)
    {
        await using var connection = await host.Platform.AsPluginAsync("journey", "plan");
        var plan = await LinesAsync(connection, $"EXPLAIN {sql}");

        Assert.Contains(plan, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains($"({column} = ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadingTheRecord_BeforeItsFirstAnalyze_LooksUpEachKey()
    {
        await host.Chart.TransactAsync(A.Bundle(A.Patient("plan"), A.Hemoglobin("plan-o", "plan", "2020", 1)));
        await host.Chart.AwaitCountAsync("plan", 1);
        var sent = await host.Platform.ScalarAsync<string>("""
            SELECT query FROM pg_stat_activity WHERE usename = 'pp_fhir' AND datname = current_database()
            AND query LIKE 'SELECT r.type, r.id, r.version%FROM unnest($1, $2)%' ORDER BY query_start DESC LIMIT 1
            """);

        // Nothing analyses a temporary table, and it hides the real one: this is the record of a hospital being loaded.
        await using var connection = await host.Platform.AsPluginAsync("fhir", "demo");
        await LinesAsync(connection, """
            CREATE TEMP TABLE resource (LIKE fhir.resource INCLUDING ALL);
            ALTER TABLE resource ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            CREATE POLICY tenant_isolation ON resource USING (tenant_id = (SELECT platform.tenant()));
            CREATE INDEX ON resource (tenant_id, type, updated_at, key);
            INSERT INTO resource SELECT 'demo', 'Observation', n::text, n, 1, now(), '{}', '' FROM generate_series(1, 5000) n;
            SET plan_cache_mode = force_generic_plan
            """);
        await LinesAsync(connection, $"PREPARE many (text[], text[]) AS {sent}");
        var plan = await LinesAsync(connection, "EXPLAIN EXECUTE many ('{Observation,Observation}', '{1,2}')");

        Assert.Contains(plan, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("(id >= ", StringComparison.Ordinal));
    }

    private static async Task<List<string>> LinesAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var rows = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await rows.ReadAsync(TestContext.Current.CancellationToken))
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }
}
