using System.Text.RegularExpressions;
using Npgsql;

namespace PluginPlatform.Audit.Verifying;

/// <summary>Two connections that see the trail at one and the same moment: one for its rows, one for its seals.</summary>
internal sealed partial class Snapshot : IAsyncDisposable
{
    private const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY";

    // Rows come in the order of storage and seals in that of time: no sort, no parallel workers, no joining another's scan.
    private const string Plainly =
        "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL synchronize_seqscans = off; SET LOCAL enable_sort = off; SET LOCAL statement_timeout = 0";

    private Snapshot(NpgsqlConnection rows, NpgsqlConnection seals) => (Rows, Seals) = (rows, seals);

    public NpgsqlConnection Rows { get; }

    public NpgsqlConnection Seals { get; }

    public static async Task<Snapshot> TakeAsync(NpgsqlDataSource kernel, CancellationToken cancellationToken)
    {
        var snapshot = new Snapshot(
            await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), await kernel.OpenConnectionAsync(cancellationToken).ConfigureAwait(false));
        await RunAsync(snapshot.Rows, Begin, cancellationToken).ConfigureAwait(false);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", snapshot.Rows);
        var name = (string)(await export.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;

        // The statement takes no parameter; the name is the server's own.
        name = Name().IsMatch(name) ? name : throw new InvalidOperationException("The server named a snapshot in an unknown way.");
        await RunAsync(snapshot.Seals, Begin, cancellationToken).ConfigureAwait(false);
        await RunAsync(snapshot.Seals, $"SET TRANSACTION SNAPSHOT '{name}'", cancellationToken).ConfigureAwait(false);
        await RunAsync(snapshot.Rows, Plainly, cancellationToken).ConfigureAwait(false);
        await RunAsync(snapshot.Seals, Plainly, cancellationToken).ConfigureAwait(false);
        return snapshot;
    }

    public async ValueTask DisposeAsync()
    {
        // The pool rolls the transactions back.
        await Rows.DisposeAsync().ConfigureAwait(false);
        await Seals.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex("^[0-9A-Fa-f-]+$")]
    private static partial Regex Name();
}
