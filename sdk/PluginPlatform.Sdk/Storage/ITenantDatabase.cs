using Npgsql;

namespace PluginPlatform.Sdk.Storage;

/// <summary>
/// The plugin's schema in PostgreSQL, seen through the current call's tenant. Connections are opened as the plugin's own
/// role; the tenant is set in the same batch as the first command, and row-level security holds it. Scoped.
/// </summary>
/// <remarks>
/// The search path is the plugin's schema, then <c>public</c>. Migrations are embedded SQL files
/// <c>Migrations/NNNN_name.sql</c>; a table has a column <c>tenant_id text COLLATE "C" NOT NULL DEFAULT platform.tenant()</c>
/// (the platform adds forced row-level security) or <c>COMMENT ON TABLE … IS 'shared: why'</c>.
/// </remarks>
public interface ITenantDatabase
{
    /// <summary>Runs one statement in one round trip and reads its result.</summary>
    /// <param name="sql">A constant statement with <c>$1</c>-style parameters.</param>
    /// <param name="parameters">Parameter values in order, for example <c>new NpgsqlParameter&lt;string&gt; { TypedValue = id }</c>.</param>
    /// <param name="read">Reads the rows; the reader stands before the first row.</param>
    /// <param name="cancellationToken">Cancels the statement on the server.</param>
    /// <exception cref="NpgsqlException">The database could not be reached or refused the statement.</exception>
    Task<TResult> ReadAsync<TResult>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, CancellationToken, Task<TResult>> read,
        CancellationToken cancellationToken);

    /// <summary>Looks one row up by its key.</summary>
    /// <remarks>
    /// Look-ups of many calls travel together over a few connections, which on a busy machine halves their price. So the
    /// statement must be one that an index answers at once: the server ends it after five seconds, and cancellation only
    /// ends the wait for its turn. Everything else is for <see cref="ReadAsync"/>.
    /// </remarks>
    /// <param name="sql">A constant SELECT with <c>$1</c>-style parameters; rows after the first are not read.</param>
    /// <param name="parameters">Parameter values in order.</param>
    /// <param name="row">Makes the result of the row.</param>
    /// <param name="cancellationToken">Cancels waiting.</param>
    /// <returns>Null when there is no row.</returns>
    /// <exception cref="NpgsqlException">The database could not be reached or refused the statement.</exception>
    Task<TResult?> FindAsync<TResult>(
        string sql,
        IReadOnlyList<NpgsqlParameter> parameters,
        Func<NpgsqlDataReader, TResult> row,
        CancellationToken cancellationToken)
        where TResult : class;

    /// <summary>Starts a transaction with the tenant set. Disposing without commit rolls back.</summary>
    /// <param name="cancellationToken">Cancels opening.</param>
    Task<ITenantTransaction> BeginAsync(CancellationToken cancellationToken);
}
