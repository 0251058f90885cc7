namespace PluginPlatform.Identity.Tenants;

/// <summary>What the deletion of a tenant may touch, and how names are written.</summary>
internal static class RemovalSql
{
    /// <summary>The trail, the tombstone and the receipt outlive a tenant.</summary>
    public static bool IsErasable(string kernelTable) =>
        kernelTable is not ("tenancy_model" or "tenant_removal" or "data_key") && !kernelTable.StartsWith("audit", StringComparison.Ordinal);

    /// <summary>Quotes names the catalogue gave (PostgreSQL, 4.1.1).</summary>
    public static string Name(string schema, string table) => $"{Quote(schema)}.{Quote(table)}";

    private static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
