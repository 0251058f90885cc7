namespace PluginPlatform.Sdk.Calls;

/// <summary>Who acts in a call.</summary>
/// <param name="Kind">A person, a client program, or a plugin on its own behalf.</param>
/// <param name="Id">User id, client id, or plugin id.</param>
/// <param name="Name">For display: user name, client id or plugin id.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name)
{
    /// <summary>The plugin itself: event handlers and jobs.</summary>
    /// <param name="pluginId">The plugin's id.</param>
    public static Actor Plugin(string pluginId) => new(ActorKind.Plugin, pluginId, pluginId);
}
