using Npgsql;

namespace PluginPlatform.Events.Delivering;

/// <summary>
/// The connection whose session locks say which host sequences and which delivers a subscription. The sequencer's work runs
/// on the same connection, so a host that lost its locks cannot sequence.
/// </summary>
internal sealed class Lease(NpgsqlConnection connection, DispatchContext context) : IAsyncDisposable
{
    // The first key of the two-key advisory locks: "PPev". Subscriptions use their id as the second, the sequencer 0.
    private const int LockClass = 0x50506576;
    private const int Sequencer = 0;
    private const int MoveLimit = 5000;

    private const string Move = """
        WITH taken AS (
            DELETE FROM platform.outbox
            WHERE id <= (SELECT max(id) FROM (SELECT id FROM platform.outbox ORDER BY id LIMIT $1) AS first)
            RETURNING *),
        placed AS (
            INSERT INTO platform.event (id, tenant_id, source, type, key, occurred_at, payload)
            SELECT id, tenant_id, source, type, key, occurred_at, payload FROM taken ORDER BY id
            RETURNING type, position)
        SELECT type, max(position), count(*), pg_notify('platform_event_log', '') FROM placed GROUP BY type
        """;

    private readonly SemaphoreSlim _gate = new(1, 1);
    private bool _sequences;

    /// <summary>The server process, to tell own notifications from those of other hosts.</summary>
    public int ProcessId => connection.ProcessID;

    public Task<bool> TryLockAsync(int subscription, CancellationToken cancellationToken) =>
        AskAsync("SELECT pg_try_advisory_lock($1, $2)", subscription, cancellationToken);

    public Task UnlockAsync(int subscription, CancellationToken cancellationToken) =>
        AskAsync("SELECT pg_advisory_unlock($1, $2)", subscription, cancellationToken);

    /// <summary>Moves committed events into the log, if no other host does; tells the types moved, with newest position and count.</summary>
    public async Task<List<(string Type, long Newest, long Count)>> SequenceAsync(CancellationToken cancellationToken)
    {
        _sequences = _sequences || await TryLockAsync(Sequencer, cancellationToken).ConfigureAwait(false);
        return _sequences ? await MoveAsync(cancellationToken).ConfigureAwait(false) : [];
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // The pool does not reset connections, so the locks go explicitly; a broken connection has none.
            if (connection.FullState == System.Data.ConnectionState.Open)
            {
                await using var unlock = new NpgsqlCommand("SELECT pg_advisory_unlock_all()", connection);
                await unlock.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException)
        {
            EventsLog.LeaseBroken(context.Logger);
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    private async Task<List<(string Type, long Newest, long Count)>> MoveAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(DispatchContext.DoNotFlush());
            batch.BatchCommands.Add(new NpgsqlBatchCommand(Move)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = MoveLimit } },
            });
            var moved = new List<(string, long, long)>();
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                moved.Add((reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)));
            }

            return moved;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<bool> AskAsync(string sql, int key, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = LockClass });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = key });
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
        }
        finally
        {
            _gate.Release();
        }
    }
}
