namespace PluginPlatform.Sdk.Encryption;

/// <summary>What became of a cipher text.</summary>
public enum FieldState
{
    /// <summary>It does not open: damaged, changed, or made for another place, plugin or tenant.</summary>
    Refused,

    /// <summary>It opened.</summary>
    Opened,

    /// <summary>Its key was destroyed: the value is gone for good.</summary>
    Shredded,
}
