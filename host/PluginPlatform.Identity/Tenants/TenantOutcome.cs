namespace PluginPlatform.Identity.Tenants;

/// <summary>What came of changing a tenant.</summary>
public abstract record TenantOutcome
{
    private TenantOutcome()
    {
    }

    /// <summary>Changed.</summary>
    /// <param name="Tenant">As it is now.</param>
    public sealed record Changed(TenantEntry Tenant) : TenantOutcome;

    /// <summary>Deleted: what was removed, table by table.</summary>
    /// <param name="Tenant">The tombstone.</param>
    /// <param name="Tables">Counts before and after.</param>
    public sealed record Deleted(TenantEntry Tenant, IReadOnlyList<RemovedRows> Tables) : TenantOutcome;

    /// <summary>There is no such tenant.</summary>
    public sealed record Unknown : TenantOutcome;

    /// <summary>Not changed.</summary>
    /// <param name="Code">Stable: <c>TEN-2001</c> state, <c>TEN-2002</c> own tenant, <c>TEN-2003</c> not suspended,
    /// <c>TEN-2004</c> name typed differently, <c>TEN-2005</c> reason missing, <c>TEN-2006</c> a setting, <c>TEN-2007</c> rows remain.</param>
    /// <param name="Reason">What is wrong and how to mend it.</param>
    public sealed record Refused(string Code, string Reason) : TenantOutcome;
}

/// <summary>Rows of one table that deleting a tenant removed.</summary>
/// <param name="Schema">The schema.</param>
/// <param name="Table">The table.</param>
/// <param name="Before">Rows when the deletion began.</param>
/// <param name="Removed">Rows removed.</param>
/// <param name="After">Rows left; 0.</param>
public sealed record RemovedRows(string Schema, string Table, long Before, long Removed, long After);
