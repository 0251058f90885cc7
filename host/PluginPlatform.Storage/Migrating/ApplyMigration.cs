using Npgsql;

namespace PluginPlatform.Storage.Migrating;

/// <summary>Runs one file and its history row in one transaction.</summary>
internal static class ApplyMigration
{
    public static async Task RunAsync(MigrationTarget target, MigrationScript script, CancellationToken cancellationToken)
    {
        var statements = SqlSplitter.Split(script.Sql);
        RefuseTransactionControl(target.Area, script, statements);
        await using var transaction = await target.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(target.Connection, transaction) { Timeout = 0 };
        if (target.Enter is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(target.Enter));
        }

        foreach (var (_, text) in statements)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        }

        batch.BatchCommands.Add(HistoryRow(target, script));
        try
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException failure)
        {
            throw Failed(target, script, batch, statements, failure);
        }
    }

    private static NpgsqlBatchCommand HistoryRow(MigrationTarget target, MigrationScript script) => new(target.Record)
    {
        Parameters =
        {
            new NpgsqlParameter<int> { TypedValue = script.Version },
            new NpgsqlParameter<string> { TypedValue = script.Name },
            new NpgsqlParameter<string> { TypedValue = script.Sha256 },
        },
    };

    private static void RefuseTransactionControl(
        string area, MigrationScript script, List<(int Offset, string Text)> statements)
    {
        foreach (var (offset, text) in statements)
        {
            if (SqlSplitter.FirstWord(text) is "BEGIN" or "COMMIT" or "ROLLBACK" or "START" or "END" or "ABORT")
            {
                throw new PluginStorageException(
                    "STO-1206",
                    $"{script.File} of '{area}' controls the transaction near line {Line(script.Sql, offset + text.Length)}.",
                    "Remove the statement: each file is one transaction already.");
            }
        }
    }

    private static PluginStorageException Failed(
        MigrationTarget target,
        MigrationScript script,
        NpgsqlBatch batch,
        List<(int Offset, string Text)> statements,
        PostgresException failure)
    {
        var index = IndexOf(batch, failure)
            - (target.Enter is null ? 0 : 1);
        var where = index >= 0 && index < statements.Count
            ? $" at line {Line(script.Sql, statements[index].Offset + Position(statements[index].Text, failure.Position))}"
            : "";
        return new PluginStorageException(
            "STO-1203",
            $"{script.File} of '{target.Area}' failed{where}: {failure.MessageText} (SQLSTATE {failure.SqlState}).",
            "Mend the file; nothing of it was applied.",
            failure);
    }

    private static int IndexOf(NpgsqlBatch batch, PostgresException failure) =>
        failure.BatchCommand is NpgsqlBatchCommand command ? batch.BatchCommands.IndexOf(command) : -1;

    // The server tells the place for some errors only; the statement's first character serves for the others.
    private static int Position(string statement, int position) =>
        position > 0 ? position - 1 : statement.Length - statement.TrimStart().Length;

    private static int Line(string text, int offset) =>
        1 + text.AsSpan(0, Math.Min(offset, text.Length)).Count('\n');
}
