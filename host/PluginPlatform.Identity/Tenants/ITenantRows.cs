namespace PluginPlatform.Identity.Tenants;

/// <summary>Counts and erases one tenant's rows of a schema's tables.</summary>
internal interface ITenantRows
{
    Task<long> CountAsync(string table, CancellationToken cancellationToken);

    /// <summary>Erases at most <paramref name="limit"/> rows and says how many.</summary>
    Task<long> EraseAsync(string table, int limit, CancellationToken cancellationToken);
}
