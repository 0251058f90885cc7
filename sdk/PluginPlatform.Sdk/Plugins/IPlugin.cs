namespace PluginPlatform.Sdk.Plugins;

/// <summary>
/// A plugin's table of contents. One public class per plugin implements it, carries <see cref="PluginAttribute"/>
/// and has a parameterless constructor.
/// </summary>
/// <remarks>
/// <see cref="Configure"/> runs once per generation, before any request reaches the plugin. An exception here leaves
/// the plugin in state <c>faulted</c> with the message shown to administrators; everything else keeps running.
/// </remarks>
public interface IPlugin
{
    /// <summary>Declares everything the plugin contributes. Does no I/O and keeps no reference to the builder.</summary>
    /// <param name="plugin">Collects the contributions.</param>
    void Configure(IPluginBuilder plugin);
}
