using System.Runtime.CompilerServices;
using Npgsql;

namespace PluginPlatform.Audit.Sealing;

/// <summary>Finds stored rows that have no seal and are to get one.</summary>
internal static class UnsealedRows
{
    // A row of a write says a time just before its commit, and its seal follows at once.
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMinutes(5);

    /// <summary>Rows of writes that a host stored and, because it ended, did not seal.</summary>
    public static async Task<IReadOnlyList<PendingRow>> OfWritesAsync(
        NpgsqlDataSource kernel, SealKeys keys, Guid anchor, AuditSeal newest, CancellationToken cancellationToken)
    {
        var since = newest.At - LongestCommit;
        var stored = new List<PendingRow>();
        await using (var command = kernel.CreateCommand($"""
            SELECT {RowEncoding.Columns}, proof FROM platform.audit_event
            WHERE at >= $1 AND proof IS NOT NULL AND substr(proof, 5, 16) = $2 ORDER BY at, id
            """))
        {
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = anchor.ToByteArray(bigEndian: true) });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var row = PendingRow.ToInsert(SearchAuditRows.Read(reader));
                if (keys.IsGenuine(reader.GetFieldValue<byte[]>(RowEncoding.ColumnCount), row.Leaf))
                {
                    stored.Add(PendingRow.Stored(row.Id, row.Leaf));
                }
            }
        }

        var known = stored.Count == 0 ? [] : await SealedSinceAsync(kernel, since, cancellationToken).ConfigureAwait(false);
        return [.. stored.Where(row => !known.Contains(row.Id))];
    }

    /// <summary>Every row there is, in batches with the newest row's time.</summary>
    public static async IAsyncEnumerable<(IReadOnlyList<PendingRow> Rows, DateTimeOffset At)> OfOldAsync(
        NpgsqlDataSource kernel, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var rows = await StoredRowStream.OpenAsync(connection, cancellationToken).ConfigureAwait(false);
        var batch = new List<PendingRow>();
        var at = DateTimeOffset.MinValue;
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var leaf = new byte[RowEncoding.HashSize];
            RowEncoding.Hash(rows.Encoded, leaf);
            batch.Add(PendingRow.Stored(rows.Id, leaf));
            at = rows.At > at ? rows.At : at;
            if (batch.Count == OpenChain.LargestBatch)
            {
                yield return (batch, at);
                (batch, at) = ([], DateTimeOffset.MinValue);
            }
        }

        if (batch.Count > 0)
        {
            yield return (batch, at);
        }
    }

    private static async Task<HashSet<Guid>> SealedSinceAsync(NpgsqlDataSource kernel, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var ids = new HashSet<Guid>();
        await using var command = kernel.CreateCommand("SELECT entries FROM platform.audit_seal WHERE at >= $1");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var entries = new SealEntries(reader.GetFieldValue<byte[]>(0));
            for (var i = 0; i < entries.Count; i++)
            {
                ids.Add(entries.Id(i));
            }
        }

        return ids;
    }
}
