using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace PluginPlatform.Events.Delivering;

/// <summary>Tells a first-time subscriber the publisher's state, tenant by tenant, page by page; goes on where it stopped.</summary>
internal sealed class Backfill(ActiveSubscription active, DispatchContext context, int subscription, RetryQueue retries)
{
    private readonly Delivery _delivery = new(active, context);

    /// <summary>Runs until all tenants are done (true) or the subscription is asked to stop (false).</summary>
    public async Task<bool> RunAsync(BackfillSource source, CancellationToken cancellationToken)
    {
        foreach (var (tenant, stored) in await ReadTenantsAsync(cancellationToken).ConfigureAwait(false))
        {
            var cursor = stored;
            do
            {
                if (active.Stopping.IsCancellationRequested)
                {
                    return false;
                }

                cursor = await DeliverPageAsync(source, tenant, cursor, cancellationToken).ConfigureAwait(false);
            }
            while (cursor is not null);
        }

        await using var done = context.Kernel.CreateCommand("UPDATE platform.subscription SET state = 'following' WHERE id = $1");
        done.Parameters.Add(new NpgsqlParameter<int> { TypedValue = subscription });
        await done.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        var current = active.Current;
        EventsLog.Backfilled(context.Logger, current.Plugin, current.Handler, active.Progress.Backfilled, current.EventType);
        return true;
    }

    private async Task<string?> DeliverPageAsync(
        BackfillSource source, string tenant, string? cursor, CancellationToken cancellationToken)
    {
        var (events, next) = await source.ReadAsync(tenant, cursor, context.Options.BatchSize, cancellationToken)
            .ConfigureAwait(false);
        var now = context.Time.GetUtcNow();
        var page = events.Select(e => new StoredEvent(
            0, Id(source.EventType, e.Key, e.Payload), tenant, source.Plugin, source.EventType, e.Key, now, e.Payload)).ToList();
        var aside = await _delivery.RunAsync(page, retries.Blocked, cancellationToken).ConfigureAwait(false);
        await SaveAsync(tenant, next, page.Count, aside, cancellationToken).ConfigureAwait(false);
        active.Progress.Backfilled += page.Count;
        return next;
    }

    // The same state told again has the same id; a state that changed in between has another.
    private static string Id(string type, string key, string payload) =>
        $"backfill:{type}:{key}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(payload)).AsSpan(0, 6))}";

    private async Task SaveAsync(
        string tenant, string? next, int count, List<SetAside> aside, CancellationToken cancellationToken)
    {
        await using var batch = context.Kernel.CreateBatch();
        batch.BatchCommands.Add(DispatchContext.DoNotFlush());
        if (aside.Count > 0)
        {
            batch.BatchCommands.Add(retries.Store(aside));
        }

        batch.BatchCommands.Add(new NpgsqlBatchCommand(
            """
            INSERT INTO platform.subscription_backfill (subscription_id, tenant_id, cursor, done) VALUES ($1, $2, $3, $3 IS NULL)
            ON CONFLICT (subscription_id, tenant_id) DO UPDATE SET cursor = excluded.cursor, done = excluded.done
            """)
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = subscription },
                new NpgsqlParameter<string> { TypedValue = tenant },
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)next ?? DBNull.Value },
            },
        });
        batch.BatchCommands.Add(new NpgsqlBatchCommand("UPDATE platform.subscription SET backfilled = backfilled + $2 WHERE id = $1")
        {
            Parameters =
            {
                new NpgsqlParameter<int> { TypedValue = subscription },
                new NpgsqlParameter<int> { TypedValue = count },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<List<(string Tenant, string? Cursor)>> ReadTenantsAsync(CancellationToken cancellationToken)
    {
        await using var command = context.Kernel.CreateCommand(
            """
            SELECT t.id, b.cursor FROM platform.tenant t
            LEFT JOIN platform.subscription_backfill b ON b.subscription_id = $1 AND b.tenant_id = t.id
            WHERE b.done IS NOT TRUE ORDER BY t.id
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = subscription });
        var tenants = new List<(string, string?)>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            tenants.Add((reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)));
        }

        return tenants;
    }
}
