using System.Reflection;
using System.Text.Json;
using Npgsql;
using PluginPlatform.Sdk.Events;
using PluginPlatform.Sdk.Storage;

namespace PluginPlatform.Storage.Tenancy;

internal sealed class TenantTransaction(
    NpgsqlConnection connection, ICommitParticipant? participant, TimeProvider time) : ITenantTransaction
{
    private readonly List<string> _types = [];
    private readonly List<string> _keys = [];
    private readonly List<string> _payloads = [];
    private bool _ended;

    public NpgsqlConnection Connection => connection;

    public void Publish<TEvent>(string key, TEvent data)
        where TEvent : class
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(data);
        _types.Add(EventName<TEvent>.Value ?? throw new ArgumentException($"{typeof(TEvent)} has no [Event] attribute."));
        _keys.Add(key);
        _payloads.Add(JsonSerializer.Serialize(data, JsonSerializerOptions.Web));
    }

    public async Task CommitAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_ended, this);
        cancellationToken.ThrowIfCancellationRequested();
        await using var batch = new NpgsqlBatch(connection);
        AppendEvents(batch);
        participant?.AppendTo(batch);
        if (batch.BatchCommands.Count == 0)
        {
            // COMMIT of a failed transaction rolls back without an error; any statement before it makes that an error.
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select"));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));

        // Not cancellable from here: a caller must not be told "cancelled" about a change that became durable.
        await batch.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        _ended = true;
        participant?.Committed();
    }

    // The pool rolls an open transaction back before it hands the connection on.
    public ValueTask DisposeAsync()
    {
        _ended = true;
        return connection.DisposeAsync();
    }

    private void AppendEvents(NpgsqlBatch batch)
    {
        if (_types.Count == 0)
        {
            return;
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand("select platform.publish($1, $2, $3, $4)")
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. _types] },
                new NpgsqlParameter<string[]> { TypedValue = [.. _keys] },
                new NpgsqlParameter<string[]> { TypedValue = [.. _payloads] },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = time.GetUtcNow() },
            },
        });
    }

    private static class EventName<TEvent>
    {
        public static readonly string? Value = typeof(TEvent).GetCustomAttribute<EventAttribute>()?.Type;
    }
}
