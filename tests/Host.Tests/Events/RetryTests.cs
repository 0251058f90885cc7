using Host.Tests.Storage;
using PluginPlatform.Events;

namespace Host.Tests.Events;

public sealed class RetryTests(KernelDatabases databases)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deliver_FailsOnce_IsRetriedInOrderWhileOtherKeysFlow()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        var tries = 0;
        bench.Behave = e =>
        {
            if (e.Key == "bad" && EventBench.Version(e) == 1 && Interlocked.Increment(ref tries) <= 3)
            {
                throw new InvalidOperationException("not yet");
            }
        };
        await using var dispatcher = await bench.StartAsync();
        await bench.PublishAsync("a", "bad", 1, 2, 3);
        await bench.PublishAsync("a", "good", 1, 2);
        await bench.WaitForAsync(5);

        Assert.Equal([1, 2, 3], bench.Received.Where(e => e.Key == "bad").Select(EventBench.Version));
        Assert.Equal([1, 2], bench.Received.Where(e => e.Key == "good").Select(EventBench.Version));
    }

    [Fact]
    public async Task Deliver_NeverTaken_BecomesADeadLetterWithItsKeyParkedUntilReplayed()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a", "b");
        var broken = true;
        bench.Behave = e =>
        {
            if (broken && e is { Key: "k", Tenant: "a" })
            {
                throw new InvalidOperationException("Testperson, Juniper");
            }
        };
        await using var dispatcher = await bench.StartAsync();
        await bench.PublishAsync("a", "k", 1, 2);
        await bench.PublishAsync("b", "k", 1);
        await bench.WaitForAsync(1);
        await EventBench.UntilAsync(() => dispatcher.Status is [{ DeadLetters: 1 }]);
        await bench.PublishAsync("a", "k", 3);
        await bench.PublishAsync("a", "other", 1);
        await bench.WaitForAsync(1);

        var letter = Assert.Single(await dispatcher.DeadLettersAsync(10, Token));
        Assert.Equal(("reader", "OnChanged", "a", "k", 3), (letter.Plugin, letter.Handler, letter.Tenant, letter.Key, letter.Attempts));
        Assert.Equal(("InvalidOperationException", 2), (letter.ErrorType, letter.Parked));
        Assert.DoesNotContain("Juniper", letter.ToString(), StringComparison.Ordinal);

        broken = false;
        Assert.Equal(1, await dispatcher.ReplayDeadLettersAsync("reader", Token));
        await bench.WaitForAsync(3);

        Assert.Equal([1, 2, 3], bench.Received.Where(e => e is { Key: "k", Tenant: "a" }).Select(EventBench.Version));
        await EventBench.UntilAsync(() => dispatcher.Status is [{ DeadLetters: 0 }]);
        await bench.PublishAsync("a", "k", 4);
        await bench.WaitForAsync(1);
    }

    [Fact]
    public async Task Deliver_FailedBeforeARestart_IsRetriedAfterIt()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        bench.Behave = e => throw new InvalidOperationException();
        var patient = bench.Dispatcher(new EventOptions { FirstRetry = TimeSpan.FromMilliseconds(300), MaxAttempts = 50 });
        patient.Replace([bench.Subscription()], []);
        await patient.StartAsync(Token);
        await bench.PublishAsync("a", "k", 1, 2);
        await EventBench.UntilAsync(() => patient.Status is [{ Position: >= 2 }]);
        await patient.DisposeAsync();

        bench.Behave = _ => { };
        await using var second = await bench.StartAsync();
        await bench.WaitForAsync(2);

        Assert.Equal([1, 2], bench.Received.Select(EventBench.Version));
    }

    [Fact]
    public async Task Deliver_SubscriberUnavailable_WaitsWithoutCountingTries()
    {
        await using var bench = await EventBench.MakeAsync(databases, "a");
        var offers = 0;
        bench.Behave = _ =>
        {
            if (Interlocked.Increment(ref offers) <= 6)
            {
                throw new SubscriberUnavailableException("being swapped");
            }
        };
        await using var dispatcher = await bench.StartAsync();
        await bench.PublishAsync("a", "k", 1);
        await bench.WaitForAsync(1);

        Assert.Empty(await dispatcher.DeadLettersAsync(10, Token));
    }
}
