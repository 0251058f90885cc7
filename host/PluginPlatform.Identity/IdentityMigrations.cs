using PluginPlatform.Storage;

namespace PluginPlatform.Identity;

/// <summary>The tables of this area.</summary>
public static class IdentityMigrations
{
    /// <summary>Hand this to <see cref="PlatformStorage.StartAsync"/>.</summary>
    public static KernelMigrations Kernel { get; } = new("identity", typeof(IdentityMigrations).Assembly);
}
