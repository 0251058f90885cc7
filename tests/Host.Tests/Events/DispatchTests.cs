using Host.Tests.Storage;
using Npgsql;
using PluginPlatform.Events;

namespace Host.Tests.Events;

public sealed class DispatchTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Publish_Committed_ReachesTheHandlerWithItsAttributes()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        await using var dispatcher = await bench.StartAsync();

        await bench.PublishAsync("a", "Note/1", 7);
        await bench.WaitForAsync(1);

        var stored = Assert.Single(bench.Received);
        Assert.Equal(("a", "notes-x", "notes.changed", "Note/1", 7), (stored.Tenant, stored.Source, stored.Type, stored.Key, EventBench.Version(stored)));
        await EventBench.UntilAsync(() => dispatcher.Status is [{ State: SubscriptionState.Following, Lag: 0, Position: > 0 }]);
    }

    [Fact]
    public async Task Publish_ConcurrentWritersOfTheSameKeys_ArriveInOrderPerKeyOnceEach()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a", "b");
        await using var dispatcher = await bench.StartAsync();
        const int writers = 8, rounds = 25;

        // Writers of a key take turns by its lock, as writers of one row do; the keys of one transaction commit together.
        var locks = Enumerable.Range(0, 4).Select(_ => new SemaphoreSlim(1)).ToArray();
        var versions = new int[4];
        await Task.WhenAll(Enumerable.Range(0, writers).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < rounds; i++)
            {
                var key = (writer + i) % 4;
                await locks[key].WaitAsync(Token);
                await bench.PublishAsync(key % 2 == 0 ? "a" : "b", $"k{key}", ++versions[key], ++versions[key]);
                locks[key].Release();
            }
        })));
        await bench.WaitForAsync(writers * rounds * 2);

        foreach (var key in bench.Received.GroupBy(e => e.Key))
        {
            Assert.Equal(Enumerable.Range(1, key.Count()), key.Select(EventBench.Version));
        }
    }

    [Fact]
    public async Task Publish_TransactionThatCommitsLate_IsNotSkipped()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        await using var dispatcher = await bench.StartAsync();
        await using var slow = await bench.Plugin.DataSource.OpenConnectionAsync(Token);
        await RunAsync(slow, "BEGIN; SELECT set_config('app.tenant', 'a', true)");
        await RunAsync(slow, "SELECT platform.publish(ARRAY['notes.changed'], ARRAY['slow'], ARRAY['{\"version\":1}'], now())");

        await bench.PublishAsync("a", "fast", 1);
        await bench.WaitForAsync(1);
        await RunAsync(slow, "COMMIT");
        await bench.WaitForAsync(1);

        Assert.Equal(["fast", "slow"], bench.Received.Select(e => e.Key));
    }

    [Fact]
    public async Task Start_EventsPublishedWhileNobodyListened_ResumesAtTheCheckpoint()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        await using (var first = await bench.StartAsync())
        {
            await bench.PublishAsync("a", "k", 1, 2);
            await bench.WaitForAsync(2);
            await first.StopAsync(Token);
        }

        await bench.PublishAsync("a", "k", 3);
        await using var second = await bench.StartAsync();
        await bench.WaitForAsync(1);

        Assert.Equal([1, 2, 3], bench.Received.Select(EventBench.Version));
    }

    [Fact]
    public async Task Start_TwoHosts_DeliverEachEventOnceAndOneTakesOver()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        var first = await bench.StartAsync();
        await EventBench.UntilAsync(() => first.Status is [{ State: SubscriptionState.Following }]);
        await using var second = bench.Dispatcher(new EventOptions { SafetyPoll = TimeSpan.FromMilliseconds(50) });
        second.Replace([bench.Subscription()], []);
        await second.StartAsync(Token);
        await bench.PublishAsync("a", "k", 1, 2, 3);
        await bench.WaitForAsync(3);
        Assert.Equal(SubscriptionState.Waiting, Assert.Single(second.Status).State);

        await first.DisposeAsync();
        await bench.PublishAsync("a", "k", 4);
        await bench.WaitForAsync(1);

        Assert.Equal([1, 2, 3, 4], bench.Received.Select(EventBench.Version));
    }

    [Fact]
    public async Task Replace_SubscriptionRemovedAndBack_StopsAndResumes()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        await using var dispatcher = await bench.StartAsync();
        await bench.PublishAsync("a", "k", 1);
        await bench.WaitForAsync(1);

        dispatcher.Replace([bench.Subscription("Other")], []);
        await bench.WaitForAsync(1);
        await bench.PublishAsync("a", "k", 2);
        await bench.WaitForAsync(1);
        dispatcher.Replace([bench.Subscription()], []);
        await bench.WaitForAsync(1);

        // Other followed from the log's beginning (1, 2); the first one then goes on where it stopped.
        Assert.Equal([1, 1, 2, 2], bench.Received.Select(EventBench.Version));
    }

    [Fact]
    public async Task Deliver_ConnectionsCut_GoesOn()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        await using var dispatcher = await bench.StartAsync();
        await bench.PublishAsync("a", "k", 1);
        await bench.WaitForAsync(1);

        await using (var admin = new NpgsqlConnection(bench.Admin))
        {
            await admin.OpenAsync(Token);
            await RunAsync(admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'pp_kernel' AND datname = current_database()");
        }

        await bench.PublishAsync("a", "k", 2);
        await EventBench.UntilAsync(() => bench.Received.Any(e => EventBench.Version(e) == 2));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
