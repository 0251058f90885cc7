using PluginPlatform.Sdk.Testing;

namespace Journey.Tests;

/// <summary>The same events again, in order and in reverse, on a platform of its own.</summary>
public sealed class ReplayTests : IAsyncLifetime
{
    private const string Rows =
        """
        SELECT md5(string_agg(line, E'\n' ORDER BY line)) FROM (
            SELECT row_to_json(n)::text AS line FROM journey.node n
            UNION ALL SELECT row_to_json(e)::text FROM journey.edge e
            UNION ALL SELECT row_to_json(s)::text FROM journey.source s) AS lines
        """;

    private TestPlatform _platform = null!;
    private ChartClient _chart = null!;

    public async ValueTask InitializeAsync()
    {
        _platform = await TestPlatform.StartAsync(new() { PluginsJson = JourneyPlatform.Both }, TestContext.Current.CancellationToken);
        _chart = new(await _platform.ApiAsync());
    }

    public ValueTask DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("ASC")]
    [InlineData("DESC")]
    public async Task Replay_OfAllEvents_GivesTheSameGraph(string order)
    {
        var patients = await FillAsync();
        var rows = await _platform.ScalarAsync<string>(Rows);
        var graphs = await GraphsAsync(patients);

        await RunAsync("TRUNCATE journey.node, journey.edge, journey.source, journey.subject");
        await ReplayAsync(order);

        await AwaitRowsAsync(rows);
        Assert.Equal(rows, await _platform.ScalarAsync<string>(Rows));
        Assert.Equal(graphs, await GraphsAsync(patients));
    }

    [Fact]
    public async Task Replay_OntoTheGraph_ChangesNothing()
    {
        var patients = await FillAsync();
        var rows = await _platform.ScalarAsync<string>(Rows);
        using var before = await _chart.AskAsync(patients[0]);

        await ReplayAsync("ASC");
        await _chart.PutAsync(A.Patient("marker"));
        await _chart.PutAsync(A.Hemoglobin("marker-o", "marker", "2020", 1));
        await _chart.AwaitCountAsync("marker", 1);
        await _chart.DeleteAsync("Observation/marker-o");
        await _chart.DeleteAsync("Patient/marker");
        await RunAsync("DELETE FROM journey.source WHERE resource LIKE '%marker%'");

        await AwaitRowsAsync(rows);
        Assert.Equal(rows, await _platform.ScalarAsync<string>(Rows));
        using var after = await _chart.AskAsync(patients[0], before.Headers.ETag!.ToString());
        Assert.Equal(System.Net.HttpStatusCode.NotModified, after.StatusCode);
    }

    /// <summary>A small chart with a change and a delete in its history, and a whole life when one is at hand.</summary>
    private async Task<IReadOnlyList<string>> FillAsync()
    {
        await _chart.TransactAsync(A.Bundle(
            A.Patient("re"), A.Encounter("re-e", "re", "2020-01-01", A.Hypertension), A.Condition("re-c", "re", "2014"),
            A.Hemoglobin("re-o", "re", "2020-01-01", 130, "re-e"), A.Hemoglobin("re-gone", "re", "2020-01-02", 130, "re-e")));
        await _chart.PutAsync(A.Hemoglobin("re-o", "re", "2020-01-01", 131, "re-e"));
        await _chart.DeleteAsync("Observation/re-gone");
        await _chart.AwaitAsync("re", graph => graph.Nodes.Count == 3 && graph.Node("Observation/re-o").Value!.Value.GetDouble() == 131);
        if (Synthea.Files().Count == 0)
        {
            return ["re"];
        }

        var stored = await _chart.TransactAsync((await Synthea.LargestAsync()).Bytes);
        var patient = stored.Single(resource => resource.StartsWith("Patient/", StringComparison.Ordinal))["Patient/".Length..];
        var events = stored.Count(resource => SyntheaTests.Told.Contains(resource.Split('/')[0]));
        await _chart.AwaitAsync(patient, graph => graph.Resources().Count == events);
        return ["re", patient];
    }

    private Task ReplayAsync(string order) => RunAsync(
        $"""
        INSERT INTO platform.outbox (tenant_id, source, type, key, occurred_at, payload)
        SELECT tenant_id, source, type, key, occurred_at, payload FROM platform.event WHERE type = 'fhir.resource-changed' ORDER BY position {order};
        SELECT pg_notify('platform_events', '');
        """);

    private async Task RunAsync(string sql)
    {
        await using var command = _platform.Superuser.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task AwaitRowsAsync(string rows)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (await _platform.ScalarAsync<object>($"SELECT coalesce(({Rows}), '')") is not string now
            || (now != rows && TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(60)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> GraphsAsync(IReadOnlyList<string> patients)
    {
        var texts = new List<string>();
        foreach (var patient in patients)
        {
            texts.Add(await _chart.TextAsync(patient));
        }

        return texts;
    }
}
