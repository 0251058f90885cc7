namespace PluginPlatform.Sdk.Calls;

/// <summary>Kinds of actor, as stored in audit rows.</summary>
public enum ActorKind
{
    /// <summary>A signed-in person.</summary>
    User,

    /// <summary>A client program with its own token.</summary>
    Client,

    /// <summary>A plugin on its own behalf: an event handler, a back-fill, a job.</summary>
    Plugin,

    /// <summary>Nobody signed in.</summary>
    Anonymous,
}
