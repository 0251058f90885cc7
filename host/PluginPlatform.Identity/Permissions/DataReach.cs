namespace PluginPlatform.Identity.Permissions;

/// <summary>How far roles reach into patient data; the farther, the greater.</summary>
internal enum DataReach
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>The own record, to read.</summary>
    Own,

    /// <summary>The tenant's records, or those of one's care team where the tenant says so.</summary>
    Treatment,
}
