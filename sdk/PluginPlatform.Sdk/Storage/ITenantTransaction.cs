using Npgsql;

namespace PluginPlatform.Sdk.Storage;

/// <summary>One transaction in the plugin's schema: its changes, its events and its audit row commit together or not at all.</summary>
public interface ITenantTransaction : IAsyncDisposable
{
    /// <summary>The open connection, inside the transaction, with the tenant set. Use NpgsqlBatch or NpgsqlCommand on it.</summary>
    NpgsqlConnection Connection { get; }

    /// <summary>Publishes an event when the transaction commits. Nothing is written before <see cref="CommitAsync"/>.</summary>
    /// <param name="key">Events with the same key reach each subscriber in order: the aggregate, <c>Patient/17</c>.</param>
    /// <param name="data">A record with <see cref="Events.EventAttribute"/>: ids and versions, not content.</param>
    /// <typeparam name="TEvent">The event type.</typeparam>
    void Publish<TEvent>(string key, TEvent data)
        where TEvent : class;

    /// <summary>Writes events and the audit row, then commits; returns when all is durable.</summary>
    /// <param name="cancellationToken">Cancels before the commit is sent.</param>
    Task CommitAsync(CancellationToken cancellationToken);
}
