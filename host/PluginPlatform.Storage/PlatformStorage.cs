using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace PluginPlatform.Storage;

/// <summary>The platform's database: a private cluster or a given one, its roles, schemas and migrations.</summary>
public sealed class PlatformStorage : IAsyncDisposable
{
    /// <summary>Starts or reaches the database, makes the kernel's roles and schema, and applies kernel migrations.</summary>
    /// <exception cref="PluginStorageException">What is missing and how to mend it.</exception>
    public static Task<PlatformStorage> StartAsync(
        StorageOptions options,
        IReadOnlyList<KernelMigrations> kernel,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>Connections as <c>pp_kernel</c>, search path <c>platform, public</c>.</summary>
    public NpgsqlDataSource Kernel => throw new NotSupportedException();

    /// <summary>The connection string of <see cref="Kernel"/>.</summary>
    public string KernelConnectionString => throw new NotSupportedException();

    /// <summary>The installation's root secret.</summary>
    public MasterKey MasterKey => throw new NotSupportedException();

    /// <summary>Makes the plugin's role and schema, migrates, secures and verifies it.</summary>
    /// <exception cref="PluginStorageException">The plugin cannot become active; nothing of the failing migration stays.</exception>
    public Task<PluginStorage> PreparePluginAsync(string pluginId, Assembly migrations, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => throw new NotSupportedException();
}
