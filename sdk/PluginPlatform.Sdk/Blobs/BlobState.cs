namespace PluginPlatform.Sdk.Blobs;

/// <summary>What became of opening a blob.</summary>
public enum BlobState
{
    /// <summary>There is none of this id.</summary>
    Unknown,

    /// <summary>It is open.</summary>
    Opened,

    /// <summary>Its key was destroyed: the content is gone for good.</summary>
    Shredded,

    /// <summary>Its content or its key is missing or changed: restore it from a backup.</summary>
    Damaged,
}
