namespace PluginPlatform.Sdk.Plugins;

/// <summary>Marks the one class by which the host enters a plugin assembly.</summary>
/// <param name="id">
/// The plugin's id: lower-case letters, digits and hyphens, 2–32 characters. It names the folder, the database schema
/// and role, the route <c>/api/{id}</c> and the key in plugins.json, and must equal <c>PluginId</c> in the project file.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class PluginAttribute(string id) : Attribute
{
    /// <summary>The plugin's id.</summary>
    public string Id { get; } = id;
}
