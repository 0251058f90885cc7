using Npgsql;

namespace Mpi.Storing;

/// <summary>Statements and their parameters, short to write.</summary>
internal static class Sql
{
    public static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    /// <summary>Runs one statement and reads its rows.</summary>
    public static async Task<List<T>> ReadAsync<T>(
        NpgsqlConnection connection, NpgsqlBatchCommand command, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        return await RowsAsync(rows, row, cancellationToken);
    }

    public static async Task<List<T>> RowsAsync<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> row, CancellationToken cancellationToken)
    {
        var list = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
        {
            list.Add(row(rows));
        }

        return list;
    }
}
