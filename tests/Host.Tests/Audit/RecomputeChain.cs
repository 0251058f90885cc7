using System.Buffers.Binary;
using System.Security.Cryptography;
using Npgsql;

namespace Host.Tests.Audit;

/// <summary>
/// Does what an attacker with the source and the database, but not the key, can do: hash the stored rows anew, and put leaf,
/// root and the link to the seal before into every seal from a position on. Seals of one row each.
/// </summary>
internal static class RecomputeChain
{
    public static async Task RunAsync(NpgsqlDataSource admin, long from, CancellationToken cancellationToken)
    {
        await using var connection = await admin.OpenConnectionAsync(cancellationToken);
        byte[]? previous = null;
        foreach (var number in await NumbersAsync(connection, from, cancellationToken))
        {
            var leaf = SHA256.HashData([0, 1, .. await EncodedAsync(connection, number, cancellationToken)]);
            await using var update = new NpgsqlCommand(
                "UPDATE platform.audit_seal SET entries = substr(entries, 1, 16) || $2, root = $2, previous = coalesce($3, previous) WHERE number = $1", connection);
            update.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
            update.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = leaf });
            update.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bytea, Value = (object?)previous ?? DBNull.Value });
            await update.ExecuteNonQueryAsync(cancellationToken);
            previous = leaf;
        }
    }

    private static async Task<List<long>> NumbersAsync(NpgsqlConnection connection, long from, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT number FROM platform.audit_seal WHERE number >= $1 ORDER BY number", connection);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = from });
        var numbers = new List<long>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            numbers.Add(reader.GetInt64(0));
        }

        return numbers;
    }

    // Binary COPY: 19 bytes of head, the count of columns, the row, the trailer.
    private static async Task<byte[]> EncodedAsync(NpgsqlConnection connection, long number, CancellationToken cancellationToken)
    {
        using var all = new MemoryStream();
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"""
            COPY (SELECT e.id, e.at, tenant_id, actor_kind, actor_id, actor_name, action, kinds, subjects, purpose, plugin, plugin_version, operation,
                request_id, outcome, detail
              FROM platform.audit_event e WHERE request_id = 'r{number}') TO STDOUT (FORMAT binary)
            """, cancellationToken))
        {
            await copy.CopyToAsync(all, cancellationToken);
        }

        var bytes = all.ToArray();
        Assert.Equal(16, BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(19)));
        return bytes[21..^2];
    }
}
