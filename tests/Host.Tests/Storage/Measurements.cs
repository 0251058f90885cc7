using System.Diagnostics;
using Host.Tests.Audit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using PluginPlatform.Events;
using PluginPlatform.Storage;

namespace Host.Tests.Storage;

/// <summary>Prints figures of a durable cluster; run with <c>-explicit only</c> on a machine that does nothing else.</summary>
public sealed class Measurements(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Connections = 16;

    private readonly TempFolder _folder = new();
    private PlatformStorage _storage = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 3; i++)
        {
            var started = Stopwatch.GetTimestamp();
            _storage = await StartAsync();
            Tell($"start {i + 1}", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
            if (i < 2)
            {
                started = Stopwatch.GetTimestamp();
                await _storage.DisposeAsync();
                Tell($"stop {i + 1}", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
            }
        }
    }

    [Fact(Explicit = true)]
    public async Task Read_AtSixteenConnections_PrintsFigures()
    {
        await using var plugin = await Notes.PrepareAsync(_storage);
        await using (var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token))
        {
            for (var i = 0; i < 1000; i++)
            {
                await Notes.AddAsync(transaction, $"{i}");
            }

            await transaction.CommitAsync(Token);
        }

        var call = Notes.Call("a");
        await MeasureAsync("read", 4000, i => ReadAsync(plugin, call, i));
        await MeasureAsync("read", 100_000, i => ReadAsync(plugin, call, i));
    }

    [Fact(Explicit = true)]
    public async Task Append_AtSixteenConnections_PrintsFigures()
    {
        await using var trail = TestTrail.Over(_storage);
        var row = AuditTrailTests.Row("r") with { Kinds = ["Patient"], Subjects = ["p1"] };
        await MeasureAsync("audit", 4000, _ => trail.AppendAsync(row, Token));
        await MeasureAsync("audit", 100_000, _ => trail.AppendAsync(row, Token));
    }

    [Fact(Explicit = true)]
    public async Task Publish_ToHandler_PrintsFigures()
    {
        await using var plugin = await Notes.PrepareAsync(_storage);
        var arrived = new SemaphoreSlim(0);
        await using var dispatcher = new EventDispatcher(
            _storage.Kernel, new EventOptions(), NullLoggerFactory.Instance, TimeProvider.System);
        dispatcher.Replace([new("p", "h", "notes.changed", (_, events, _) =>
        {
            arrived.Release(events.Count);
            return Task.CompletedTask;
        })], []);
        await dispatcher.StartAsync(Token);
        var times = new List<double>();
        for (var i = 0; i < 600; i++)
        {
            await using var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token);
            transaction.Publish($"k{i}", new Notes.Changed("x", i));
            await transaction.CommitAsync(Token);
            var committed = Stopwatch.GetTimestamp();
            await arrived.WaitAsync(Token);
            times.Add(Stopwatch.GetElapsedTime(committed).TotalMilliseconds);
        }

        Tell("publish to handler p50", Percentile(times[100..], 0.5), "ms");
        Tell("publish to handler p95", Percentile(times[100..], 0.95), "ms");
        var started = Stopwatch.GetTimestamp();
        for (var bundle = 0; bundle < 50; bundle++)
        {
            await using var transaction = await plugin.Open(Notes.Call("a"), null).BeginAsync(Token);
            for (var i = 0; i < 300; i++)
            {
                transaction.Publish($"k{i}", new Notes.Changed("x", i));
            }

            await transaction.CommitAsync(Token);
        }

        Tell("50 commits of 300 events", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
        for (var i = 0; i < 15000; i++)
        {
            await arrived.WaitAsync(Token);
        }

        Tell("… delivered", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
        started = Stopwatch.GetTimestamp();
        await dispatcher.StopAsync(Token);
        Tell("dispatcher stop", Stopwatch.GetElapsedTime(started).TotalMilliseconds, "ms");
    }

    public async ValueTask DisposeAsync()
    {
        await _storage.DisposeAsync();
        _folder.Dispose();
    }

    private static Task<string> ReadAsync(PluginStorage plugin, PluginPlatform.Sdk.Calls.CallContext call, int i) =>
        plugin.Open(call, null).ReadAsync(
            "SELECT body FROM note WHERE id = $1",
            [new NpgsqlParameter<string> { TypedValue = $"{i % 1000}" }],
            static async (reader, token) => await reader.ReadAsync(token) ? reader.GetString(0) : "",
            Token);

    private async Task MeasureAsync(string what, int count, Func<int, Task> act)
    {
        var times = new double[count];
        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var begun = Stopwatch.GetTimestamp();
                await act(i);
                times[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        })));
        Tell($"{what} rate", count / Stopwatch.GetElapsedTime(started).TotalSeconds, "/s");
        Tell($"{what} p50", Percentile(times, 0.5), "ms");
        Tell($"{what} p99", Percentile(times, 0.99), "ms");
    }

    private Task<PlatformStorage> StartAsync() => PlatformStorage.StartAsync(
        new StorageOptions { DataFolder = _folder.Path },
        KernelDatabases.Areas,
        NullLoggerFactory.Instance,
        TimeProvider.System,
        Token);

    private static double Percentile(IReadOnlyList<double> times, double share) =>
        times.Order().ElementAt((int)(times.Count * share));

    private void Tell(string what, double value, string unit) => output.WriteLine($"{what}: {value:F2} {unit}");
}
