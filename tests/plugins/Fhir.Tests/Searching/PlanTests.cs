using Npgsql;

namespace Fhir.Tests.Searching;

/// <summary>
/// Under row-level security an operator that is not leakproof cannot use an index, and the search reads the whole tenant.
/// These tests take the statements the plugin really sent and explain them as the plugin's own role.
/// </summary>
public sealed class PlanTests(FhirPlatform fhir)
{
    [Theory]
    [InlineData("Patient?family=Plan")]
    [InlineData("Patient?family:exact=Plan")]
    [InlineData("Patient?family:contains=Plan")]
    [InlineData("Patient?identifier=urn:example:mrn|SYN-1")]
    [InlineData("Patient?identifier=SYN-1,SYN-2")]
    [InlineData("Patient?gender:not=male")]
    [InlineData("Patient?birthdate=1959")]
    [InlineData("Patient?birthdate=ge1959")]
    [InlineData("Patient?birthdate=lt1959")]
    [InlineData("Patient?birthdate=ap1959")]
    [InlineData("Patient?death-date:missing=true")]
    [InlineData("Patient?_id=a,b")]
    [InlineData("Patient?_lastUpdated=ge2026-01-01")]
    [InlineData("Patient?_sort=-_lastUpdated")]
    [InlineData("Observation?patient=a&code=8867-4")]
    [InlineData("Observation?subject=a")]
    [InlineData("Observation?patient=a&_sort=-date")]
    [InlineData("Observation?value-quantity=gt5")]
    [InlineData("ValueSet?url=http://example.org/x")]
    [InlineData("Patient")]
    public async Task Search_EveryShape_NarrowsByMoreThanTheTenant(string query)
    {
        var answer = await fhir.Api.GetAsync(query);
        Assert.Equal(System.Net.HttpStatusCode.OK, answer.Status);

        var plan = await ExplainAsync(await LastStatementAsync());

        Assert.True(Weakness(plan) is null, $"{query}: {Weakness(plan)}\n{string.Join('\n', plan)}");
    }

    [Fact]
    public async Task Weakness_OfAStatementWithoutLeakproofOperator_IsSeen()
    {
        var plan = await ExplainAsync("SELECT key FROM token_index WHERE strpos(code, $1) > 0");

        Assert.NotNull(Weakness(plan));
    }

    private static string? Weakness(List<string> plan)
    {
        if (plan.Find(line => line.Contains("Seq Scan", StringComparison.Ordinal)) is { } sequential)
        {
            return $"reads a table from end to end: {sequential.Trim()}";
        }

        var scans = plan.Select((line, i) => (line, i)).Where(l => l.line.Contains("Index", StringComparison.Ordinal) && l.line.Contains(" Scan", StringComparison.Ordinal));
        foreach (var (line, i) in scans)
        {
            var condition = plan.Skip(i + 1).TakeWhile(l => !l.Contains(" Scan", StringComparison.Ordinal))
                .FirstOrDefault(l => l.Contains("Index Cond:", StringComparison.Ordinal));
            if (condition is null || !new[] { "type =", "param =", "key =", "target =", "key = ANY" }.Any(c => condition.Contains(c, StringComparison.Ordinal)))
            {
                return line.Contains("Bitmap Heap", StringComparison.Ordinal) ? null : $"filters by the tenant alone: {line.Trim()} {condition?.Trim()}";
            }
        }

        return null;
    }

    private async Task<string> LastStatementAsync()
    {
        var statement = await fhir.Platform.ScalarAsync<string>("""
            SELECT query FROM pg_stat_activity
            WHERE usename = 'pp_fhir' AND datname = current_database() AND query LIKE 'SELECT c.id, c.version%'
            ORDER BY query_start DESC LIMIT 1
            """);
        Assert.True(statement.Length < 1000, "pg_stat_activity cut the statement.");
        return statement;
    }

    private async Task<List<string>> ExplainAsync(string statement)
    {
        await using var connection = await fhir.Platform.AsPluginAsync("fhir", "demo");
        var parameters = 0;
        while (statement.Contains($"${parameters + 1}", StringComparison.Ordinal))
        {
            parameters++;
        }

        // Few rows are read from end to end whatever indexes there are; what matters is whether an index could serve.
        await RunAsync(connection, "SET enable_seqscan = off; SET plan_cache_mode = force_generic_plan");
        await RunAsync(connection, $"PREPARE shape AS {statement}");
        await using var explain = new NpgsqlCommand(
            $"EXPLAIN (COSTS OFF) EXECUTE shape{(parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", parameters))})")}", connection);
        await using var reader = await explain.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
        {
            plan.Add(reader.GetString(0));
        }

        return plan;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
