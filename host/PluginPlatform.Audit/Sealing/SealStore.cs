using Npgsql;

namespace PluginPlatform.Audit.Sealing;

/// <summary>Reads seals.</summary>
internal static class SealStore
{
    public const string Columns = "chain, number, at, first_position, previous, root, key_id, mac, entries";

    /// <summary>A seal and the newest of its chain, where they are.</summary>
    public static async Task<(AuditSeal? One, AuditSeal? Newest)> FindAsync(
        NpgsqlDataSource kernel, Guid chain, long number, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand($"""
            SELECT {Columns} FROM platform.audit_seal WHERE chain = $1
              AND (number = $2 OR number = (SELECT max(number) FROM platform.audit_seal WHERE chain = $1))
            ORDER BY number
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = chain });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = number });
        AuditSeal? one = null;
        AuditSeal? newest = null;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            newest = Read(reader);
            one = newest.Number == number ? newest : one;
        }

        return (one, newest);
    }

    public static AuditSeal Read(NpgsqlDataReader reader) => new()
    {
        Chain = reader.GetGuid(0),
        Number = reader.GetInt64(1),
        At = reader.GetFieldValue<DateTimeOffset>(2),
        First = reader.GetInt64(3),
        Previous = reader.GetFieldValue<byte[]>(4),
        Root = reader.GetFieldValue<byte[]>(5),
        KeyId = unchecked((uint)reader.GetInt64(6)),
        Mac = reader.GetFieldValue<byte[]>(7),
        Entries = new(reader.GetFieldValue<byte[]>(8)),
    };

    public static IEnumerable<NpgsqlParameter> Parameters(AuditSeal seal) =>
    [
        new NpgsqlParameter<Guid> { TypedValue = seal.Chain },
        new NpgsqlParameter<long> { TypedValue = seal.Number },
        new NpgsqlParameter<DateTimeOffset> { TypedValue = seal.At },
        new NpgsqlParameter<long> { TypedValue = seal.First },
        new NpgsqlParameter<byte[]> { TypedValue = seal.Previous },
        new NpgsqlParameter<byte[]> { TypedValue = seal.Root },
        new NpgsqlParameter<long> { TypedValue = seal.KeyId },
        new NpgsqlParameter<byte[]> { TypedValue = seal.Mac },
        new NpgsqlParameter<ReadOnlyMemory<byte>> { TypedValue = seal.Entries.Bytes },
    ];
}
