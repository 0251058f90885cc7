using PluginPlatform.Sdk.Calls;

namespace PluginPlatform.Audit;

/// <summary>The words for actor kinds in audit rows.</summary>
public static class ActorKinds
{
    /// <summary>The word for a kind.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(ActorKind kind) => kind switch
    {
        ActorKind.User => "user",
        ActorKind.Client => "client",
        ActorKind.Plugin => "plugin",
        ActorKind.Anonymous => "anonymous",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of actor."),
    };
}
