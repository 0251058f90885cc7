using Host.Tests.Storage;
using PluginPlatform.Events;

namespace Host.Tests.Events;

public sealed class BackfillTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_FirstTimeSubscriber_IsToldTheStateOfAllTenantsThenFollows()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a", "b");
        await bench.PublishAsync("a", "old", 1);
        await SequenceAsync(bench);
        await using var dispatcher = await bench.StartAsync(EventBench.Source((tenant, cursor) => Page(tenant, cursor, pages: 3)));
        await bench.WaitForAsync(12);
        await EventBench.UntilAsync(() => dispatcher.Status.Single() is { State: SubscriptionState.Following, Backfilled: 12 });
        await bench.PublishAsync("b", "new", 9);
        await bench.WaitForAsync(1);

        Assert.Equal(6, bench.Received.Count(e => e is { Tenant: "a", Position: 0, Source: "notes-x" }));
        Assert.Equal(12, bench.Received.Take(12).Select(e => (e.Tenant, e.Id)).Distinct().Count());
        Assert.Equal("new", bench.Received[12].Key);
        Assert.DoesNotContain(bench.Received, e => e.Key == "old");
    }

    [Fact]
    public async Task Start_InterruptedBackfill_GoesOnAtItsCursor()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a", "b");
        var reached = new TaskCompletionSource();
        var asked = new List<string>();
        (IReadOnlyList<(string, string)>, string?) Read(string tenant, string? cursor)
        {
            lock (asked)
            {
                asked.Add($"{tenant}{cursor}");
            }

            if (!reached.Task.IsCompleted && (tenant, cursor) == ("b", "1"))
            {
                reached.SetResult();
                throw new InvalidOperationException("the publisher goes away");
            }

            return Page(tenant, cursor, pages: 3);
        }

        await using (var first = await bench.StartAsync(EventBench.Source(Read)))
        {
            await reached.Task.WaitAsync(Token);
            await first.StopAsync(Token);
        }

        asked.Clear();
        await using var second = await bench.StartAsync(EventBench.Source(Read));
        await bench.WaitForAsync(12);

        Assert.Equal(["b1", "b2"], asked);
    }

    [Fact]
    public async Task Backfill_EventFails_IsRetriedAndLaterEventsOfItsKeyWait()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        var tries = 0;
        bench.Behave = e =>
        {
            if (e is { Position: 0, Key: "a1-0" } && Interlocked.Increment(ref tries) <= 3)
            {
                throw new InvalidOperationException();
            }
        };
        await using var dispatcher = await bench.StartAsync(EventBench.Source((tenant, cursor) => Page(tenant, cursor, pages: 2)));
        await EventBench.UntilAsync(() => dispatcher.Status is [{ State: SubscriptionState.Following }]);
        await bench.PublishAsync("a", "a1-0", 2);
        await bench.WaitForAsync(5);

        Assert.Equal([1, 2], bench.Received.Where(e => e.Key == "a1-0").Select(EventBench.Version));
    }

    [Fact]
    public async Task Start_FirstTimeSubscriberWithoutASource_FollowsFromTheBeginningOfTheLog()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        await bench.PublishAsync("a", "old", 1);
        await SequenceAsync(bench);
        await using var dispatcher = await bench.StartAsync();
        await bench.WaitForAsync(1);

        Assert.Equal("old", Assert.Single(bench.Received).Key);
    }

    // Two events a page; the cursor is the page's number.
    private static (IReadOnlyList<(string, string)> Events, string? Next) Page(string tenant, string? cursor, int pages)
    {
        var page = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var events = Enumerable.Range(0, 2).Select(i => ($"{tenant}{page}-{i}", """{"version":1}""")).ToList();
        return (events, page + 1 < pages ? $"{page + 1}" : null);
    }

    // Runs a dispatcher without subscribers until the outbox is empty.
    private static async Task SequenceAsync(EventBench bench)
    {
        await using var dispatcher = bench.Dispatcher();
        await dispatcher.StartAsync(Token);
        await using var command = bench.Storage.Kernel.CreateCommand("SELECT count(*) FROM platform.outbox");
        while ((long)(await command.ExecuteScalarAsync(Token))! > 0)
        {
            await Task.Delay(10, Token);
        }
    }
}
