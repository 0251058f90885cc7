using PluginPlatform.Events;
using PluginPlatform.Host.Composition;
using PluginPlatform.Plugins.Faults;

namespace PluginPlatform.Sdk.Testing;

/// <summary>How a test starts the platform.</summary>
public sealed record TestPlatformOptions
{
    /// <summary>The text of plugins.json; null for the repository's own.</summary>
    public string? PluginsJson { get; init; }

    /// <summary>The folder of built plugins; null for the repository's <c>artifacts/plugins</c>.</summary>
    public string? PluginFolder { get; init; }

    /// <summary>Seeds the demo tenant's patients. Its accounts are there in any case. Default false.</summary>
    public bool DemoPatients { get; init; }

    /// <summary>Where it listens. 0, the default, takes any free port, and tokens then name an issuer without one; apps that go
    /// where the issuer says need a port that is known before.</summary>
    public int Port { get; init; }

    /// <summary>Time-outs and breakers.</summary>
    public PluginLimits Limits { get; init; } = new();

    /// <summary>Batches and retries of events.</summary>
    public EventOptions Events { get; init; } = new();

    /// <summary>Changes anything else of how the host starts; null for nothing.</summary>
    public Func<PlatformOptions, PlatformOptions>? Host { get; init; }

    /// <summary>Settings of users, sessions and tokens; null for their defaults.</summary>
    public Action<Identity.PlatformIdentityOptions>? Identity { get; init; }
}
