namespace PluginPlatform.Sdk.Access;

/// <summary>What is done to data. The letters are those of SMART App Launch 2.2 scopes (section 3.0.2: c, r, u, d, s).</summary>
[Flags]
public enum DataAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Create (c).</summary>
    Create = 1,

    /// <summary>Read one known item or version (r).</summary>
    Read = 2,

    /// <summary>Change an existing item (u).</summary>
    Update = 4,

    /// <summary>Delete (d).</summary>
    Delete = 8,

    /// <summary>Search, list or history (s).</summary>
    Search = 16,

    /// <summary>Everything.</summary>
    All = Create | Read | Update | Delete | Search,
}
