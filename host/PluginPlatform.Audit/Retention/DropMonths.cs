using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Audit.Sealing;

namespace PluginPlatform.Audit.Retention;

/// <summary>Ends months of the trail: counts and hashes them by their seals, signs the record, and has the database drop them.</summary>
internal static class DropMonths
{
    private const string Drop = "SELECT platform.drop_audit_month($1, $2, $3, $4, $5, $6, $7)";

    /// <summary>The months there are, oldest first.</summary>
    public static async Task<IReadOnlyList<DateOnly>> ListAsync(NpgsqlDataSource kernel, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand("SELECT platform.audit_months()");
        var months = new List<DateOnly>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            months.Add(reader.GetFieldValue<DateOnly>(0));
        }

        return months;
    }

    /// <param name="kernel">The database.</param>
    /// <param name="keys">Sign the records.</param>
    /// <param name="months">Verified before.</param>
    /// <param name="kept">For how many months rows are kept.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Cancels between months.</param>
    public static async IAsyncEnumerable<DroppedMonth> RunAsync(
        NpgsqlDataSource kernel, SealKeys keys, IReadOnlyList<DateOnly> months, int kept, DateTimeOffset now,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var roots = new MonthRoots(months);
        await WalkAsync(kernel, roots, cancellationToken).ConfigureAwait(false);
        var at = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        foreach (var month in months)
        {
            var (rows, root) = roots.End(month);
            var record = keys.Sign(new DropRecord(month, at, kept, rows, root));
            await DropAsync(kernel, record, cancellationToken).ConfigureAwait(false);
            yield return record.Told;
        }
    }

    private static async Task WalkAsync(NpgsqlDataSource kernel, MonthRoots roots, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand($"SELECT {SealStore.Columns} FROM platform.audit_seal ORDER BY chain, number");
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            roots.Add(SealStore.Read(reader));
        }
    }

    private static async Task DropAsync(NpgsqlDataSource kernel, DropRecord record, CancellationToken cancellationToken)
    {
        await using var command = kernel.CreateCommand(Drop);
        command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = record.Month });
        command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = record.DroppedAt.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = record.Kept });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = record.Rows });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = record.Root });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = record.KeyId });
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = record.Mac });
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
