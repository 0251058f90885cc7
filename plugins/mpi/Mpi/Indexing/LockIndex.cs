using System.Security.Cryptography;
using Npgsql;
using Mpi.Storing;

namespace Mpi.Indexing;

/// <summary>One writer of a tenant's index at a time.</summary>
internal static class LockIndex
{
    // Linking looks at records beyond those it was called for, up to a whole group of them; two writers could each link a
    // record to one that the other is taking away. Writers come one after the other anyway (one delivery per subscription),
    // so the lock is free but for a delivery that was given up and one that is repeated.
    private const string Lock = "SELECT pg_advisory_xact_lock(hashtextextended('mpi.index.' || platform.tenant(), 0))";

    /// <summary>Waits for the lock, which the transaction's end gives back.</summary>
    /// <returns>The tenant's key for blocking keys, made the first time.</returns>
    public static async Task<byte[]> InAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new NpgsqlBatchCommand(Lock),
                Sql.Command("INSERT INTO secret (hash_key) VALUES ($1) ON CONFLICT DO NOTHING", Sql.Value(RandomNumberGenerator.GetBytes(32))),
                new NpgsqlBatchCommand("SELECT hash_key FROM secret"),
            },
        };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return rows.GetFieldValue<byte[]>(0);
    }
}
