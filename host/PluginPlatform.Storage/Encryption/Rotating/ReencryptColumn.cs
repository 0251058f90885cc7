using System.Buffers.Binary;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Storage.Tenancy;

namespace PluginPlatform.Storage.Encryption.Rotating;

/// <summary>
/// Brings one tenant's values in a range of a table's blocks under the active key. Rows that somebody is changing are
/// passed over; the next pass finds them. A value is read, opened, encrypted and written inside one short transaction.
/// </summary>
internal sealed class ReencryptColumn(NpgsqlDataSource owner, EncryptedColumn column, string tenant, IFieldCipher cipher, int dataKey)
{
    public const int BlocksAtOnce = 128;

    private const int RowsAtOnce = 100;
    private const int BytesAtOnce = 8 * 1024 * 1024;

    private readonly byte[] _header = Header(dataKey);

    /// <summary>How many blocks the table has now.</summary>
    public async Task<long> BlocksAsync(CancellationToken cancellationToken)
    {
        await using var command = owner.CreateCommand(
            "SELECT pg_relation_size($1::regclass) / current_setting('block_size')::bigint");
        command.Parameters.Add(new NpgsqlParameter { Value = column.QualifiedTable, NpgsqlDbType = NpgsqlDbType.Text });
        return (long)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
    }

    /// <summary>How many values are under other keys, the ones that nobody can read included.</summary>
    public async Task<long> RemainingAsync(CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                CallScope.Whole(tenant).ToCommand(),
                new NpgsqlBatchCommand(
                    $"SELECT count(*) FROM {column.QualifiedTable} WHERE tenant_id = $1 AND substring({Roles.Sql.Identifier(column.Name)} FROM 1 FOR {FieldFormat.HeaderSize}) <> $2")
                {
                    Parameters = { new NpgsqlParameter<string> { TypedValue = tenant }, new NpgsqlParameter<byte[]> { TypedValue = _header } },
                },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return reader.GetInt64(0);
    }

    /// <summary>Rewrites what the blocks from <paramref name="first"/> on hold under other keys.</summary>
    public async Task<(long Rewritten, long Unreadable)> RunAsync(long first, CancellationToken cancellationToken)
    {
        var after = new NpgsqlTid((uint)first, 0);
        var end = new NpgsqlTid((uint)(first + BlocksAtOnce), 0);
        long rewritten = 0, unreadable = 0;
        while (true)
        {
            var batch = await BatchAsync(after, end, cancellationToken).ConfigureAwait(false);
            rewritten += batch.Rewritten;
            unreadable += batch.Unreadable;
            if (batch.Last is not { } last)
            {
                return (rewritten, unreadable);
            }

            after = last;
        }
    }

    private async Task<(long Rewritten, long Unreadable, NpgsqlTid? Last)> BatchAsync(
        NpgsqlTid after, NpgsqlTid end, CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var rows = await ReadAsync(connection, after, end, cancellationToken).ConfigureAwait(false);
        var places = new List<NpgsqlTid>(rows.Count);
        var values = new List<byte[]>(rows.Count);
        foreach (var (place, row, stored) in rows)
        {
            if (await ReencryptAsync(row, stored, cancellationToken).ConfigureAwait(false) is { } made)
            {
                places.Add(place);
                values.Add(made);
            }
        }

        if (places.Count > 0)
        {
            await WriteAsync(connection, places, values, cancellationToken).ConfigureAwait(false);
        }

        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        return (places.Count, rows.Count - places.Count, rows.Count == 0 ? null : rows[^1].Place);
    }

    private async Task<List<(NpgsqlTid Place, string Row, byte[] Stored)>> ReadAsync(
        NpgsqlConnection connection, NpgsqlTid after, NpgsqlTid end, CancellationToken cancellationToken)
    {
        var name = Roles.Sql.Identifier(column.Name);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                CallScope.Whole(tenant).ToCommand(),
                new NpgsqlBatchCommand(
                    $"""
                    SELECT ctid, {column.RowExpression}, {name} FROM {column.QualifiedTable}
                    WHERE ctid > $1 AND ctid < $2 AND tenant_id = $3 AND substring({name} FROM 1 FOR {FieldFormat.HeaderSize}) <> $4
                    ORDER BY ctid LIMIT {RowsAtOnce} FOR UPDATE SKIP LOCKED
                    """)
                {
                    Parameters =
                    {
                        new NpgsqlParameter<NpgsqlTid> { TypedValue = after, NpgsqlDbType = NpgsqlDbType.Tid },
                        new NpgsqlParameter<NpgsqlTid> { TypedValue = end, NpgsqlDbType = NpgsqlDbType.Tid },
                        new NpgsqlParameter<string> { TypedValue = tenant },
                        new NpgsqlParameter<byte[]> { TypedValue = _header },
                    },
                },
            },
        };
        var rows = new List<(NpgsqlTid, string, byte[])>();
        var bytes = 0;
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (bytes < BytesAtOnce && await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            var stored = reader.GetFieldValue<byte[]>(2);
            bytes += stored.Length;
            rows.Add((reader.GetFieldValue<NpgsqlTid>(0), reader.GetString(1), stored));
        }

        return rows;
    }

    private async Task<byte[]?> ReencryptAsync(string row, byte[] stored, CancellationToken cancellationToken)
    {
        if (stored.Length < IFieldCipher.Overhead)
        {
            return null;
        }

        var place = new FieldPlace(column.Purpose, row);
        var plain = new byte[stored.Length - IFieldCipher.Overhead];
        try
        {
            if ((await cipher.DecryptAsync(place, stored, plain, cancellationToken).ConfigureAwait(false)).State is not FieldState.Opened)
            {
                return null;
            }

            var made = new byte[stored.Length];
            await cipher.EncryptAsync(place, plain, made, cancellationToken).ConfigureAwait(false);
            return made;
        }
        finally
        {
            System.Security.Cryptography.CryptographicOperations.ZeroMemory(plain);
        }
    }

    private async Task WriteAsync(
        NpgsqlConnection connection, List<NpgsqlTid> places, List<byte[]> values, CancellationToken cancellationToken)
    {
        // The rows are locked, so that their places hold.
        await using var update = new NpgsqlCommand(
            $"UPDATE {column.QualifiedTable} AS t SET {Roles.Sql.Identifier(column.Name)} = n.value FROM unnest($1, $2) AS n(place, value) WHERE t.ctid = n.place::tid",
            connection)
        {
            Parameters =
            {
                new NpgsqlParameter<string[]> { TypedValue = [.. places.Select(p => $"({p.BlockNumber},{p.OffsetNumber})")] },
                new NpgsqlParameter<byte[][]> { TypedValue = [.. values] },
            },
        };
        var written = await update.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        if (written != places.Count)
        {
            throw new InvalidOperationException($"{places.Count} rows of {column.QualifiedTable} were locked and {written} written.");
        }
    }

    private static byte[] Header(int dataKey)
    {
        var header = new byte[FieldFormat.HeaderSize];
        header[0] = FieldFormat.Version;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), dataKey);
        return header;
    }
}
