using Npgsql;
using PluginPlatform.Sdk.Blobs;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Encryption;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Storage.Blobs;
using PluginPlatform.Storage.Encryption;
using PluginPlatform.Storage.Roles;
using PluginPlatform.Storage.Tenancy;

namespace PluginPlatform.Storage;

/// <summary>A prepared plugin's schema, reached as the plugin's own role.</summary>
public sealed class PluginStorage : IAsyncDisposable
{
    internal const int Connections = 20;

    private readonly NpgsqlDataSource _lookUps;
    private readonly PlatformEncryption _encryption;
    private readonly PlatformBlobs _blobs;
    private readonly TimeProvider _time;

    internal PluginStorage(string pluginId, string connectionString, PlatformEncryption encryption, PlatformBlobs blobs, TimeProvider time)
    {
        PluginId = pluginId;
        DataSource = NpgsqlDataSource.Create(connectionString);
        _lookUps = NpgsqlDataSource.Create(RoleConnections.ForLookUps(connectionString));
        _encryption = encryption;
        _blobs = blobs;
        _time = time;
    }

    /// <summary>The plugin.</summary>
    public string PluginId { get; }

    /// <summary>Connections as the plugin's role. No tenant is set: a tenant table raises until one is.</summary>
    public NpgsqlDataSource DataSource { get; }

    /// <summary>The schema as one call sees it. Cheap: nothing is opened before the first statement.</summary>
    /// <param name="call">Names the tenant, whose data within it is seen, and as whom it comes.</param>
    /// <param name="participant">Joins every commit, or null.</param>
    public ITenantDatabase Open(CallContext call, ICommitParticipant? participant) =>
        new TenantDatabase(DataSource, _lookUps, CallScope.Of(call), participant, _time);

    /// <summary>Encrypts the plugin's values for the call's tenant. Cheap.</summary>
    /// <param name="call">Names the tenant.</param>
    public IFieldCipher Fields(CallContext call) => _encryption.Fields(call.Tenant, PluginId);

    /// <summary>The plugin's blobs of the call's tenant. Cheap.</summary>
    /// <param name="call">Names the tenant.</param>
    public IBlobStore Blobs(CallContext call) => _blobs.Of(call.Tenant, PluginId);

    /// <summary>Looks again whether every table keeps tenants apart.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <returns>What is wrong and how to mend it, per table; empty when all is well.</returns>
    public async Task<IReadOnlyList<string>> FindTenancyGapsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        var facts = await TableFacts.ReadAsync(connection, PluginId, cancellationToken).ConfigureAwait(false);
        return [.. facts.Select(f => f.Gap).OfType<string>()];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _lookUps.DisposeAsync().ConfigureAwait(false);
        await DataSource.DisposeAsync().ConfigureAwait(false);
    }
}
