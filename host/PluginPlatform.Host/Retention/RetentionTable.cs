using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Storage;

namespace PluginPlatform.Host.Retention;

/// <summary>Policies and runs in the database.</summary>
internal sealed class RetentionTable(PlatformStorage storage)
{
    public async Task<RetentionState> StateAsync(CancellationToken cancellationToken) =>
        new(await PoliciesAsync(null, cancellationToken), await RunsAsync(cancellationToken));

    public async Task<RetentionPolicy?> FindAsync(string tenant, CancellationToken cancellationToken) =>
        await PoliciesAsync(tenant, cancellationToken) is [var policy] ? policy : null;

    public async Task SetAsync(RetentionPolicy policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.Set);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = policy.Tenant });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = policy.AuditMonths });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = policy.BelowMinimum });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = policy.SessionDays });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = policy.LinkDays });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = policy.DeadLetterDays });
        command.Parameters.Add(At(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task BeginAsync(Guid run, string kind, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.Begin);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(At(now));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task TellAsync(Guid run, string kind, long removed, string note, bool finished, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.Progress);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = run });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = removed });
        command.Parameters.Add(At(now));
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = note });
        command.Parameters.Add(new NpgsqlParameter<bool> { TypedValue = finished });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<long> CountAsync(string sql, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(sql);
        command.Parameters.Add(At(now));
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<int> RemoveAsync(string sql, DateTimeOffset now, int batch, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(sql);
        command.Parameters.Add(At(now));
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = batch });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.Forget);
        command.Parameters.Add(At(before));
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<int> AuditMonthsAsync(CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.AuditMonths);
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task<IReadOnlyList<RetentionPolicy>> PoliciesAsync(string? tenant, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.Policies);
        command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)tenant ?? DBNull.Value });
        var policies = new List<RetentionPolicy>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            policies.Add(new(row.GetString(0), row.GetInt32(1), row.GetBoolean(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)));
        }

        return policies;
    }

    private async Task<IReadOnlyList<RetentionProgress>> RunsAsync(CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(RetentionSql.Runs);
        var runs = new List<RetentionProgress>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            runs.Add(new(
                row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), row.GetInt64(3), row.GetString(4)));
        }

        return runs;
    }

    private static NpgsqlParameter At(DateTimeOffset moment) => new NpgsqlParameter<DateTime> { TypedValue = moment.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
