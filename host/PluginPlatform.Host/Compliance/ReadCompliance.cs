using Npgsql;
using NpgsqlTypes;
using PluginPlatform.Audit;
using PluginPlatform.Host.Composition;
using PluginPlatform.Host.Readers;
using PluginPlatform.Identity.Keys;
using PluginPlatform.Identity.Permissions;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.UI.Hosting;
using PluginPlatform.Storage;

namespace PluginPlatform.Host.Compliance;

/// <summary>Makes the compliance report for somebody: of the own tenant, or of all; from one moment of the database and within a bounded time.</summary>
internal sealed class ReadCompliance(PlatformStorage storage, PlatformOptions options, KeyDirectory keys, AuditTrail audit, TimeProvider time)
{
    private const int LongestPeriod = 366;
    private const string Limit = "SET LOCAL statement_timeout = '20s'";

    /// <param name="call">Who asks.</param>
    /// <param name="mayAll">Whether they may see every tenant.</param>
    /// <param name="days">The period, up to now.</param>
    /// <param name="everyTenant">Whether every tenant is asked for.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async Task<ComplianceAnswer> RunAsync(CallContext call, bool mayAll, int days, bool everyTenant, CancellationToken cancellationToken)
    {
        if (!mayAll && (everyTenant || !call.Has(KernelPermissions.AuditRead)))
        {
            return new ComplianceAnswer.Refused("auth.permission", $"It needs the permission {(everyTenant ? KernelPermissions.AuditReadAll : KernelPermissions.AuditRead)}.");
        }

        if (days is < 1 or > LongestPeriod)
        {
            return new ComplianceAnswer.Refused("compliance.days", $"A report covers 1 to {LongestPeriod} days.");
        }

        var now = time.GetUtcNow();
        await audit.AppendAsync(KernelRow.For(call, "compliance-read", "compliance report", $"days={days}{(everyTenant ? "; every tenant" : "")}", now), cancellationToken);
        try
        {
            return new ComplianceAnswer.Made(await ReadAsync(everyTenant || call.Tenant.Length == 0 ? null : call.Tenant, now.AddDays(-days), now, cancellationToken));
        }
        catch (PostgresException late) when (late.SqlState == PostgresErrorCodes.QueryCanceled && !cancellationToken.IsCancellationRequested)
        {
            return new ComplianceAnswer.Refused("compliance.timeout", "The trail of this period is too long to be counted in 20 seconds. Choose a shorter one.");
        }
    }

    private async Task<ComplianceReport> ReadAsync(string? tenant, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var all = tenant is null;
        await using var connection = await storage.Kernel.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        await using (var limit = new NpgsqlCommand(Limit, connection))
        {
            await limit.ExecuteNonQueryAsync(cancellationToken);
        }

        var figures = await ListAsync(connection, ComplianceSql.Figures(all), Period(tenant, from, to), Figure, cancellationToken);
        var refused = await ListAsync(connection, ComplianceSql.Refused(all), Period(tenant, from, to), Figure, cancellationToken);
        var glass = await ListAsync(
            connection, ComplianceSql.Glass(all), Period(tenant, from, to),
            row => new ComplianceGlass(row.GetFieldValue<DateTimeOffset>(0), row.GetString(1), row.GetString(2), row.GetString(3)), cancellationToken);
        var unused = await ListAsync(connection, ComplianceSql.UnusedClients(all), Period(tenant, from, to), row => row.GetString(0), cancellationToken);
        var accounts = await AccountsAsync(connection, tenant, to, cancellationToken);
        var trail = (await ListAsync(connection, ComplianceSql.Trail, [], Trail, cancellationToken))[0];
        var aged = await KeysAsync(tenant, to, cancellationToken);
        IReadOnlyList<ComplianceFigure> doors = [.. refused.Select(figure => figure.Figure)];
        return new()
        {
            Tenant = tenant,
            From = from,
            To = to,
            Roles = Of(figures, "role"),
            Outcomes = Of(figures, "outcome"),
            Hours = [.. Enumerable.Range(0, 24).Select(hour => Of(figures, "hour").FirstOrDefault(figure => figure.Name == $"{hour}")?.Count ?? 0)],
            Glass = glass,
            Refused = doors,
            Keys = aged,
            Trail = trail,
            Accounts = accounts,
            UnusedClients = unused,
            Findings = JudgeCompliance.Findings(trail, accounts, aged, doors, glass.Count, unused.Count, to),
        };
    }

    // Signing keys and the master key are the platform's, data keys the tenants'. Of an external key management we see no age.
    private async Task<IReadOnlyList<ComplianceKey>> KeysAsync(string? tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var signing = (await keys.ListAsync(cancellationToken)).Where(key => key.State == "signing")
            .Select(key => new ComplianceKey("signing", $"{key.Algorithm} {key.Kid}", Days(now, key.ActiveFrom), (int)keys.MostAge.TotalDays));
        var data = (await storage.Encryption.StatusAsync(tenant, cancellationToken)).Keys.Where(key => key is { Use: "data", State: "active" })
            .Select(key => new ComplianceKey("data", key.Tenant, Days(now, key.CreatedAt), JudgeCompliance.DataKeyDays));
        var file = new FileInfo(Path.Combine(options.DataFolder, MasterKey.FileName));
        IEnumerable<ComplianceKey> master = options.KeyManagement is null && file.Exists
            ? [new("master", MasterKey.FileName, Days(now, file.LastWriteTimeUtc), JudgeCompliance.MasterKeyDays)]
            : [];
        return [.. signing, .. master, .. data.OrderByDescending(key => key.Days).Take(100)];
    }

    private static int Days(DateTimeOffset now, DateTimeOffset since) => Math.Max(0, (int)(now - since).TotalDays);

    private static async Task<ComplianceAccounts> AccountsAsync(NpgsqlConnection connection, string? tenant, DateTimeOffset now, CancellationToken cancellationToken)
    {
        NpgsqlParameter[] parameters =
        [
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now.AddDays(-JudgeCompliance.InactiveDays) },
            new() { NpgsqlDbType = NpgsqlDbType.Text, Value = (object?)tenant ?? DBNull.Value },
        ];
        var rows = await ListAsync(connection, ComplianceSql.Accounts, parameters, row => (
            Sums: new ComplianceAccounts(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), []),
            Line: row.IsDBNull(4) ? null : new ComplianceAccount(
                row.GetString(4), row.GetBoolean(5), row.GetBoolean(6), row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7), row.GetBoolean(8))), cancellationToken);
        return rows[0].Sums with { Lines = [.. rows.Select(row => row.Line).OfType<ComplianceAccount>()] };
    }

    private static ComplianceTrail Trail(NpgsqlDataReader row) => new(
        row.IsDBNull(0) ? null : row.GetFieldValue<DateTimeOffset>(0), row.IsDBNull(1) ? 0 : row.GetInt64(1),
        row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2), !row.IsDBNull(3) && row.GetBoolean(3), row.IsDBNull(4) ? "" : row.GetString(4));

    private static (string Kind, ComplianceFigure Figure) Figure(NpgsqlDataReader row) =>
        (row.GetString(0), new(row.GetString(1), row.GetInt64(2), row.GetInt64(3)));

    private static IReadOnlyList<ComplianceFigure> Of(List<(string Kind, ComplianceFigure Figure)> figures, string kind) =>
        [.. figures.Where(figure => figure.Kind == kind).Select(figure => figure.Figure)];

    private static NpgsqlParameter[] Period(string? tenant, DateTimeOffset from, DateTimeOffset to) =>
    [
        new NpgsqlParameter<DateTimeOffset> { TypedValue = from }, new NpgsqlParameter<DateTimeOffset> { TypedValue = to },
        .. tenant is null ? Array.Empty<NpgsqlParameter>() : [new NpgsqlParameter<string> { TypedValue = tenant }],
    ];

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
