using System.Collections.Concurrent;
using Host.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using PluginPlatform.Events;
using PluginPlatform.Storage;

namespace Host.Tests.Events;

/// <summary>A database with a publishing plugin, and what handlers received.</summary>
internal sealed class EventBench : IAsyncDisposable
{
    private const string EventType = "notes.changed";

    private readonly ConcurrentQueue<StoredEvent> _received = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private EventBench(string admin, PlatformStorage storage, PluginStorage plugin)
    {
        Admin = admin;
        Storage = storage;
        Plugin = plugin;
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public string Admin { get; }

    public PlatformStorage Storage { get; }

    public PluginStorage Plugin { get; }

    public IReadOnlyList<StoredEvent> Received => [.. _received];

    /// <summary>Throws for an event, or does not.</summary>
    public Action<StoredEvent> Behave { get; set; } = _ => { };

    public static async Task<EventBench> MakeAsync(KernelDatabases databases, params string[] tenants)
    {
        var admin = await databases.NewDatabaseAsync();
        var storage = await databases.OpenAsync(admin);
        foreach (var tenant in tenants)
        {
            await Notes.AddTenantAsync(storage, tenant);
        }

        return new(admin, storage, await Notes.PrepareAsync(storage));
    }

    public EventDispatcher Dispatcher(EventOptions? options = null) => new(
        Storage.Kernel,
        options ?? new() { FirstRetry = TimeSpan.FromMilliseconds(5), MaxAttempts = 3 },
        NullLoggerFactory.Instance,
        TimeProvider.System);

    public async Task<EventDispatcher> StartAsync(params BackfillSource[] sources)
    {
        var dispatcher = Dispatcher();
        dispatcher.Replace([Subscription()], sources);
        await dispatcher.StartAsync(Token);
        return dispatcher;
    }

    /// <summary>Takes all events of a batch or, when one misbehaves, none.</summary>
    public EventSubscription Subscription(string handler = "OnChanged") => new("reader", handler, EventType, (_, events, _) =>
    {
        foreach (var stored in events)
        {
            Behave(stored);
        }

        foreach (var stored in events)
        {
            _received.Enqueue(stored);
            _arrived.Release();
        }

        return Task.CompletedTask;
    });

    public static BackfillSource Source(Func<string, string?, (IReadOnlyList<(string, string)>, string?)> page) =>
        new("notes-x", EventType, (tenant, cursor, _, _) => Task.FromResult(page(tenant, cursor)));

    public async Task PublishAsync(string tenant, string key, params int[] versions)
    {
        await using var transaction = await Plugin.Open(Notes.Call(tenant), null).BeginAsync(Token);
        foreach (var version in versions)
        {
            transaction.Publish(key, new Notes.Changed(key, version));
        }

        await transaction.CommitAsync(Token);
    }

    public async Task WaitForAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), Token), $"{_received.Count} events arrived.");
        }
    }

    public static async Task UntilAsync(Func<bool> reached)
    {
        for (var i = 0; !reached(); i++)
        {
            Assert.True(i < 1500, "It did not come about in 30 s.");
            await Task.Delay(20, Token);
        }
    }

    public static int Version(StoredEvent stored) =>
        System.Text.Json.JsonDocument.Parse(stored.Payload).RootElement.GetProperty("version").GetInt32();

    public async ValueTask DisposeAsync()
    {
        await Plugin.DisposeAsync();
        await Storage.DisposeAsync();
        _arrived.Dispose();
    }
}
