using Npgsql;
using PluginPlatform.Sdk.Storage;

namespace PluginPlatform.Storage.Tenancy;

internal sealed class TenantDatabase(
    NpgsqlDataSource dataSource, NpgsqlDataSource lookUps, CallScope scope, ICommitParticipant? participant, TimeProvider time) : ITenantDatabase
{
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
            batch.BatchCommands.Add(scope.ToCommand());
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
        batch.BatchCommands.Add(scope.ToCommand());
        var statement = new NpgsqlBatchCommand(sql);
        for (var i = 0; i < parameters.Count; i++)
        {
            statement.Parameters.Add(parameters[i]);
        }

        batch.BatchCommands.Add(statement);
    }
}
