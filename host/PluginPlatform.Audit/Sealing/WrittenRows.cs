using System.Collections.Concurrent;
using Npgsql;

namespace PluginPlatform.Audit.Sealing;

/// <summary>
/// Rows that plugins' transactions are about to store, until they are sealed. A commit whose outcome nobody learned leaves
/// its row here; after a while the database is asked.
/// </summary>
internal sealed class WrittenRows(NpgsqlDataSource kernel, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, WrittenRow> _rows = new();

    public void Announce(WrittenRow row) => _rows[row.Id] = row;

    public bool Holds(Guid id) => _rows.ContainsKey(id);

    public void Sealed(IReadOnlyList<PendingRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.Row is null)
            {
                _rows.TryRemove(row.Id, out _);
            }
        }
    }

    /// <summary>Rows whose transaction committed though nobody said so; forgets those whose transaction did not.</summary>
    public async Task<IReadOnlyList<WrittenRow>> FindForgottenAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - Patience;
        var old = _rows.Values.Where(row => row.At < before && !row.Queued).ToDictionary(row => row.Id);
        if (old.Count == 0)
        {
            return [];
        }

        await using var command = kernel.CreateCommand("""
            SELECT e.id FROM unnest($1, $2, $3) AS w (id, tenant_id, at)
            JOIN platform.audit_event e ON e.tenant_id = w.tenant_id AND e.at = w.at AND e.id = w.id
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. old.Keys] });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. old.Values.Select(row => row.Tenant)] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset[]> { TypedValue = [.. old.Values.Select(row => row.At)] });
        var stored = new List<WrittenRow>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            old.Remove(reader.GetGuid(0), out var row);
            stored.Add(row!);
        }

        foreach (var gone in old.Keys)
        {
            _rows.TryRemove(gone, out _);
        }

        return stored;
    }
}
