namespace PluginPlatform.Storage;

/// <summary>Where the platform keeps its data.</summary>
public sealed record StorageOptions
{
    /// <summary>Holds the master key and, without <see cref="ConnectionString"/>, the private PostgreSQL cluster.</summary>
    public required string DataFolder { get; init; }

    /// <summary>
    /// A PostgreSQL database given by the administrator, or null to run a private cluster. Its role needs CREATEROLE and
    /// CREATE on the database; it is used only while starting and while preparing a plugin. Roles belong to the whole
    /// server and their passwords follow from the master key: installations on one server share the key file, or do without
    /// each other.
    /// </summary>
    public string? ConnectionString { get; init; }

    /// <summary>Wraps the tenants' data keys; null for the master key's file.</summary>
    public Keys.IKeyManagement? KeyManagement { get; init; }

    /// <summary>Keeps the tenants' blobs; null for files in folder <c>blobs</c> of the data folder.</summary>
    public Blobs.IBlobBackend? Blobs { get; init; }
}
