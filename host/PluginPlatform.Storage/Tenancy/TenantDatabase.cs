using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace PluginPlatform.Storage.Tenancy;

internal sealed class TenantDatabase(
    NpgsqlDataSource dataSource, NpgsqlDataSource lookUps, string tenant, string view, ICommitParticipant? participant, TimeProvider time) : ITenantDatabase
{
    // The batch is one implicit transaction (PostgreSQL protocol, "Pipelining": statements up to Sync), so the
    // transaction-local setting holds for the statement after it and is gone when the connection returns to the pool.
    internal const string SetTenant = "select set_config('app.tenant', $1, true), set_config('app.view', $2, true)";

    public async Task<TResult> ReadAsync<TResult>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read,
        CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection);
        Fill(batch, sql, parameters);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await read(reader, cancellationToken).ConfigureAwait(false);
    }

    public async Task<TResult?> FindAsync<TResult>(
        string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, TResult> row, CancellationToken cancellationToken)
        where TResult : class
    {
        await using var batch = lookUps.CreateBatch();
        Fill(batch, sql, parameters);
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? row(reader) : null;
    }

    public async Task<ITenantTransaction> BeginAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Plain BEGIN and COMMIT statements share a round trip with their neighbours; NpgsqlTransaction cannot.
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new NpgsqlBatchCommand("begin"));
            batch.BatchCommands.Add(TenantCommand());
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            return new TenantTransaction(connection, participant, time);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private void Fill(NpgsqlBatch batch, string sql, IReadOnlyList<NpgsqlParameter> parameters)
    {
        batch.BatchCommands.Add(TenantCommand());
        var statement = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < parameters.Count; i++)
        {
            statement.Parameters.Add(parameters[i]);
        }

        batch.BatchCommands.Add(statement);
    }

    private NpgsqlBatchCommand TenantCommand() => TenantCommand(tenant, view);

    /// <param name="tenant">The tenant.</param>
    /// <param name="view">Whose data within it: empty for everyone's.</param>
    internal static NpgsqlBatchCommand TenantCommand(string tenant, string view) =>
        new(SetTenant) { Parameters = { new NpgsqlParameter<string> { TypedValue = tenant }, new NpgsqlParameter<string> { TypedValue = view } } };
}
