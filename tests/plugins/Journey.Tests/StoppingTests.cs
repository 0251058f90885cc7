using Npgsql;
using PluginPlatform.Sdk.Testing;

namespace Journey.Tests;

/// <summary>The host is stopped while plugins follow the record.</summary>
public sealed class StoppingTests
{
    // More than two batches, so that one is under way and another would be next.
    private const int Results = 1200;
    private const string EventFailed = " 2002 ";

    private const string Plugins =
        """
        { "plugins": {
            "fhir": { "version": "1.*", "enabled": true },
            "mpi": { "version": "1.*", "enabled": true, "grants": ["phi.read:Patient"] },
            "journey": { "version": "1.*", "enabled": true, "grants": ["phi.read:*"] } } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stop_WithEventsUnderWay_FailsNone()
    {
        var platform = await TestPlatform.StartAsync(new() { PluginsJson = Plugins }, Token);
        var chart = new ChartClient(await platform.ApiAsync());
        await using var journey = await HoldAsync(platform, "journey.source");
        await using var identity = await HoldAsync(platform, "mpi.person");
        var results = Enumerable.Range(1, Results).Select(n => A.Hemoglobin($"stop-{n}", "stop", "2020-01-01", n));
        await chart.TransactAsync(A.Bundle([A.Patient("stop"), .. results]));
        await AwaitHeldAsync(platform, 2);

        // The journey ends its batch and would begin the next, while the other plugin keeps the host from being gone.
        var stopping = platform.DisposeAsync().AsTask();
        await Task.Delay(500, Token);
        await journey.DisposeAsync();
        await Task.Delay(1000, Token);
        await identity.DisposeAsync();
        await stopping;

        // An event that fails is tried again alone, and its key waits behind it: many of them would hold up the next start.
        Assert.DoesNotContain(platform.Log.Lines, line => line.Contains(EventFailed, StringComparison.Ordinal));
    }

    /// <summary>Keeps a table locked until disposed.</summary>
    private static async Task<NpgsqlConnection> HoldAsync(TestPlatform platform, string table)
    {
        var connection = await platform.Superuser.OpenConnectionAsync(Token);
        await using var hold = new NpgsqlCommand($"BEGIN; LOCK TABLE {table}", connection);
        await hold.ExecuteNonQueryAsync(Token);
        return connection;
    }

    private static async Task AwaitHeldAsync(TestPlatform platform, long plugins)
    {
        const string waiting = """
            SELECT count(DISTINCT usename) FROM pg_stat_activity
            WHERE usename IN ('pp_journey', 'pp_mpi') AND wait_event_type = 'Lock' AND datname = current_database()
            """;
        while (await platform.ScalarAsync<long>(waiting) < plugins)
        {
            await Task.Delay(20, Token);
        }
    }
}
