namespace PluginPlatform.Sdk.Plugins;

/// <summary>Something a plugin contributes that has an identity and can be found inconsistent before publication.</summary>
public interface IContribution
{
    /// <summary>Unique among contributions of its type over all active plugins; a clash refuses the later plugin.</summary>
    string Key { get; }

    /// <summary>Says what is wrong and how to mend it, or null when the contribution is sound.</summary>
    string? Refusal { get; }
}
