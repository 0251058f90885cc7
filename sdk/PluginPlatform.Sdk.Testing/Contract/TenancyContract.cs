using PluginPlatform.Sdk.Testing.Contract.Tenancy;

namespace PluginPlatform.Sdk.Testing.Contract;

/// <summary>
/// Walks every tenant table of a plugin's schema as the plugin's own role: the role is ordinary, the table is under forced
/// row-level security, another tenant sees, changes and deletes nothing of the first and adds nothing to it, and no tenant is an error.
/// </summary>
public static class TenancyContract
{
    /// <summary>Walks one plugin's schema.</summary>
    /// <param name="platform">The running platform, with data of <paramref name="tenant"/> in the plugin's tables.</param>
    /// <param name="plugin">Plugin id.</param>
    /// <param name="tenant">The tenant that owns the data.</param>
    /// <param name="cancellationToken">Cancels between two statements.</param>
    /// <returns>What was walked and what is wrong.</returns>
    public static async Task<TenancyWalk> CheckAsync(TestPlatform platform, string plugin, string tenant, CancellationToken cancellationToken)
    {
        var tables = await TenantTable.ReadAsync(platform.Superuser, plugin, tenant, cancellationToken);
        var findings = new List<ContractFinding>();
        await using var stranger = await platform.AsPluginAsync(plugin, TestPlatform.OtherTenant);
        await using var nobody = await platform.AsPluginAsync(plugin, null);
        findings.AddRange(await PluginRole.CheckAsync(stranger, cancellationToken));
        foreach (var table in tables)
        {
            findings.AddRange(table.Declared());
            if (table.HasTenant)
            {
                findings.AddRange(await OtherTenant.CheckAsync(stranger, table, tenant, cancellationToken));
                findings.AddRange(await NoTenant.CheckAsync(nobody, table, cancellationToken));
            }
        }

        return new([.. tables.Where(table => table.Sample is not null).Select(table => table.Name)], [.. tables.Where(table => table.Sample is null).Select(table => table.Name)], findings);
    }
}

/// <summary>The outcome of a walk.</summary>
/// <param name="Filled">Tables that held rows of the tenant, so that the walk proves something of them.</param>
/// <param name="Empty">Tables without a row of the tenant: only their declaration was checked.</param>
/// <param name="Findings">What is wrong; empty when tenants are kept apart.</param>
public sealed record TenancyWalk(IReadOnlyList<string> Filled, IReadOnlyList<string> Empty, IReadOnlyList<ContractFinding> Findings);
