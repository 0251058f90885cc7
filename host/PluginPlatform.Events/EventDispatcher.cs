using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Events;

/// <summary>Brings committed events to their subscribers: at least once, in order per key.</summary>
public sealed class EventDispatcher(NpgsqlDataSource kernel, EventOptions options, ILoggerFactory loggers, TimeProvider time)
    : IHostedService, IAsyncDisposable
{
    /// <summary>Hand this to <see cref="PlatformStorage.StartAsync"/>.</summary>
    public static KernelMigrations Migrations { get; } = new("events", typeof(EventDispatcher).Assembly);

    /// <summary>How far each subscription is.</summary>
    public IReadOnlyList<SubscriptionStatus> Status => throw new NotSupportedException($"{kernel}{options}{loggers}{time}");

    /// <summary>
    /// Sets what is delivered to whom, at once. A subscription that is no longer named stops after its batch and keeps its
    /// checkpoint; one that stays goes on with its new delegate.
    /// </summary>
    public void Replace(IReadOnlyList<EventSubscription> subscriptions, IReadOnlyList<BackfillSource> sources) =>
        throw new NotSupportedException();

    /// <summary>Events set aside, oldest first.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Tries a plugin's dead letters again.</summary>
    /// <returns>How many.</returns>
    public Task<int> ReplayDeadLettersAsync(string plugin, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
