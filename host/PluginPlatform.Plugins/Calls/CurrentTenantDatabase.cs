using Npgsql;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Storage;

namespace PluginPlatform.Plugins.Calls;

/// <summary>The database plugins see: their schema, the call's tenant, and the call's audit row in every commit.</summary>
internal sealed class CurrentTenantDatabase(PluginStorage storage, CallContext call) : ITenantDatabase
{
    public Task<TResult> ReadAsync<TResult>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read,
        CancellationToken cancellationToken) =>
        storage.Open(call, CurrentCall.Access).ReadAsync(sql, parameters, read, cancellationToken);

    public Task<TResult?> FindAsync<TResult>(
        string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, TResult> row, CancellationToken cancellationToken)
        where TResult : class =>
        storage.Open(call, CurrentCall.Access).FindAsync(sql, parameters, row, cancellationToken);

    public Task<ITenantTransaction> BeginAsync(CancellationToken cancellationToken) =>
        storage.Open(call, CurrentCall.Access).BeginAsync(cancellationToken);
}
