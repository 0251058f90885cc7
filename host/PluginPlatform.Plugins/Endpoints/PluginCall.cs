using PluginPlatform.Audit;
using PluginPlatform.Plugins.Publishing;

namespace PluginPlatform.Plugins.Endpoints;

/// <summary>A request inside a plugin: lets the handler's filter reach what the pipeline opened.</summary>
internal sealed class PluginCall(Generation generation, AccessScope access, string operation, CancellationTokenSource giveUp)
{
    public Generation Generation => generation;

    public AccessScope Access => access;

    public string Operation => operation;

    /// <summary>Cancels the token that the handler was given.</summary>
    public CancellationTokenSource GiveUp => giveUp;

    /// <summary>Whether the answer is one of the platform's own problems, which hold no patient data and need no audit row.</summary>
    public bool Withheld { get; set; }

    /// <summary>The handler while it runs; the scope stays open until it ends, even when it was given up.</summary>
    public Task? Running { get; set; }
}
