using Npgsql;
using PluginPlatform.Audit.Anchoring;

namespace PluginPlatform.Audit.Sealing;

/// <summary>Writes an anchored batch into the database, which lacks it.</summary>
internal static class RestoreBatch
{
    // COPY's binary format (PostgreSQL, "COPY", Binary Format): signature, flags, no extension; rows; the trailer.
    private static readonly byte[] _header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] _trailer = [0xFF, 0xFF];

    public static async Task RunAsync(NpgsqlDataSource kernel, AnchoredBatch batch, CancellationToken cancellationToken)
    {
        await using var connection = await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        var copy = await connection.BeginRawBinaryCopyAsync(
            $"COPY platform.audit_event ({RowEncoding.Columns}) FROM STDIN (FORMAT binary)", cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            await copy.WriteAsync(_header, cancellationToken).ConfigureAwait(false);
            foreach (var row in batch.Rows)
            {
                await copy.WriteAsync(new byte[] { 0, RowEncoding.ColumnCount }, cancellationToken).ConfigureAwait(false);
                await copy.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            }

            await copy.WriteAsync(_trailer, cancellationToken).ConfigureAwait(false);
        }

        await using var seal = new NpgsqlCommand(
            $"INSERT INTO platform.audit_seal ({SealStore.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", connection);
        foreach (var parameter in SealStore.Parameters(batch.Seal))
        {
            seal.Parameters.Add(parameter);
        }

        await seal.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }
}
