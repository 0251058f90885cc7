namespace PluginPlatform.Identity.Permissions;

/// <summary>The permissions the active plugins declare, now. The composition root adapts it to the live plugin set.</summary>
public interface IPermissionSource
{
    /// <summary>The permissions of the active plugins. Returns the same instance until the set changes; cheap, called on every request.</summary>
    PermissionSnapshot Current { get; }
}
