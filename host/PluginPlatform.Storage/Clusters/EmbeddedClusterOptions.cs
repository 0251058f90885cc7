namespace PluginPlatform.Storage;

/// <summary>How a private cluster is run.</summary>
public sealed record EmbeddedClusterOptions
{
    /// <summary>Holds the cluster (in <c>postgres/</c>), its lock and the master key.</summary>
    public required string DataFolder { get; init; }

    /// <summary>False for throw-away clusters of tests: nothing is flushed to disk. Default true.</summary>
    public bool Durable { get; init; } = true;
}
