using Npgsql;

namespace PluginPlatform.Sdk.Testing.Contract.Tenancy;

/// <summary>With no tenant set, reading rows is an error, never an empty answer.</summary>
internal static class NoTenant
{
    public static async Task<IReadOnlyList<ContractFinding>> CheckAsync(NpgsqlConnection nobody, TenantTable table, CancellationToken cancellationToken)
    {
        if (table.Sample is null)
        {
            return [];
        }

        await using var command = new NpgsqlCommand($"SELECT count(*) FROM {table.Name}", nobody);
        try
        {
            var rows = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            return [new(table.Name, $"answers a caller without a tenant with {rows} rows instead of an error")];
        }
        catch (PostgresException e) when (e.SqlState is "PT001" or PostgresErrorCodes.InsufficientPrivilege)
        {
            return [];
        }
    }
}
