namespace PluginPlatform.Sdk.Access;

/// <summary>Endpoint metadata: a permission the caller must hold.</summary>
/// <param name="Name">As declared with <see cref="Plugins.IPluginBuilder.Permissions"/>.</param>
public sealed record RequiredPermission(string Name);
