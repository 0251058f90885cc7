using System.Reflection;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage.Blobs;
using PluginPlatform.Storage.Encryption;
using PluginPlatform.Storage.Encryption.Rotating;
using PluginPlatform.Storage.Keys;
using PluginPlatform.Storage.Migrating;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage;

/// <summary>The platform's database: a private cluster or a given one, its roles, schemas and migrations.</summary>
public sealed class PlatformStorage : IAsyncDisposable
{
    private const string PrivateDatabase = "platform";
    private const int KernelConnections = 40;

    private static readonly KernelMigrations OwnMigrations = new("storage", typeof(PlatformStorage).Assembly);

    private readonly EmbeddedCluster? _cluster;
    private readonly string _bootstrap;
    private readonly RoleKeeper _roles;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;

    private PlatformStorage(
        EmbeddedCluster? cluster, string bootstrap, MasterKey key, IKeyManagement management, IBlobBackend blobs, ILogger logger, TimeProvider time)
    {
        _cluster = cluster;
        _bootstrap = bootstrap;
        _roles = new(key, time);
        _logger = logger;
        _time = time;
        MasterKey = key;
        KernelConnectionString = RoleConnections.For(
            bootstrap, RoleNames.Kernel, _roles.Password(RoleNames.Kernel), "platform,public", KernelConnections);
        Kernel = NpgsqlDataSource.Create(KernelConnectionString);
        Encryption = new(Kernel, management, OpenOwner, logger, time);
        Blobs = new(Kernel, Encryption.Rings, blobs, time);
    }

    /// <summary>Connections as <c>pp_kernel</c>, search path <c>platform, public</c>.</summary>
    public NpgsqlDataSource Kernel { get; }

    /// <summary>The connection string of <see cref="Kernel"/>.</summary>
    public string KernelConnectionString { get; }

    /// <summary>The installation's root secret.</summary>
    public MasterKey MasterKey { get; }

    /// <summary>The tenants' keys, and what is encrypted with them.</summary>
    public PlatformEncryption Encryption { get; }

    /// <summary>The tenants' blobs.</summary>
    public PlatformBlobs Blobs { get; }

    /// <summary>Starts or reaches the database, makes the kernel's roles and schema, and applies kernel migrations in the order given.</summary>
    /// <param name="options">Where.</param>
    /// <param name="kernel">The areas besides storage's own, which come first.</param>
    /// <param name="loggers">Logging.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels; what was started is stopped.</param>
    /// <exception cref="PluginStorageException">What is missing and how to mend it.</exception>
    public static async Task<PlatformStorage> StartAsync(
        StorageOptions options,
        IReadOnlyList<KernelMigrations> kernel,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var key = MasterKey.LoadOrCreate(options.DataFolder);
        EmbeddedCluster? cluster = null;
        PlatformStorage? storage = null;
        try
        {
            if (options.ConnectionString is null)
            {
                cluster = await EmbeddedCluster.StartAsync(
                    new() { DataFolder = options.DataFolder }, loggers, time, cancellationToken).ConfigureAwait(false);
                await cluster.CreateDatabaseAsync(PrivateDatabase, template: null, cancellationToken).ConfigureAwait(false);
            }

            var bootstrap = options.ConnectionString ?? cluster!.ConnectionString(PrivateDatabase);
            storage = new(cluster, bootstrap, key, options.KeyManagement ?? new FileKeyManagement(key),
                options.Blobs ?? new FileBlobBackend(Path.Combine(options.DataFolder, "blobs")), loggers.CreateLogger<PlatformStorage>(), time);
            await storage.PrepareKernelAsync([OwnMigrations, .. kernel], cancellationToken).ConfigureAwait(false);
            return storage;
        }
        catch
        {
            IAsyncDisposable? started = storage is null ? cluster : storage;
            if (started is not null)
            {
                await started.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    /// <summary>Makes the plugin's role and schema, migrates it as that role, puts its tables under row-level security, checks that.</summary>
    /// <param name="pluginId">Names schema and role.</param>
    /// <param name="migrations">Holds <c>*.Migrations.NNNN_name.sql</c> resources.</param>
    /// <param name="cancellationToken">Cancels; the migration being applied rolls back.</param>
    /// <exception cref="PluginStorageException">The plugin cannot become active; nothing of a failing migration stays.</exception>
    public async Task<PluginStorage> PreparePluginAsync(
        string pluginId, Assembly migrations, CancellationToken cancellationToken)
    {
        var role = RoleNames.OfPlugin(pluginId);
        var connectionString = RoleConnections.For(
            _bootstrap, role, _roles.Password(role), $"{Sql.Identifier(pluginId)},public", PluginStorage.Connections);
        await using var bootstrap = await OpenBootstrapAsync(cancellationToken).ConfigureAwait(false);
        await PrepareSchemaAsync(bootstrap, pluginId, role, cancellationToken).ConfigureAwait(false);
        await using var owner = await _roles.LoginAsync(bootstrap, connectionString, role, cancellationToken).ConfigureAwait(false);
        var target = new MigrationTarget(pluginId, owner, Enter: null, "SELECT platform.record_migration($1, $2, $3)");
        await new Migrator(_logger).RunAsync(
            bootstrap,
            target,
            migrations,
            async () =>
            {
                await Tenancy.SecureTables.RunAsync(owner, pluginId, _logger, cancellationToken).ConfigureAwait(false);
                await EncryptedColumn.CheckAsync(owner, pluginId, cancellationToken).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        return new PluginStorage(pluginId, connectionString, Encryption, Blobs, _time);
    }

    /// <summary>Plugins that ever had a schema here, active or not.</summary>
    /// <param name="cancellationToken">Cancels the query.</param>
    public async Task<IReadOnlyList<string>> PluginSchemasAsync(CancellationToken cancellationToken)
    {
        await using var command = Kernel.CreateCommand("""
            SELECT DISTINCT m.area FROM platform.migration m JOIN pg_namespace n ON n.nspname = m.area
            WHERE m.area NOT LIKE 'platform.%' ORDER BY m.area
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var schemas = new List<string>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            schemas.Add(reader.GetString(0));
        }

        return schemas;
    }

    /// <summary>Reaches the schema of a plugin that has one, as the plugin's role, whether or not the plugin is active. The caller disposes it.</summary>
    /// <param name="pluginId">One of <see cref="PluginSchemasAsync"/>.</param>
    public PluginStorage OpenPlugin(string pluginId)
    {
        var role = RoleNames.OfPlugin(pluginId);
        return new(pluginId, RoleConnections.For(_bootstrap, role, _roles.Password(role), $"{Sql.Identifier(pluginId)},public", poolSize: 2), Encryption, Blobs, _time);
    }

    /// <summary>The kernel's own tables as one tenant sees them. Cheap: nothing is opened before the first statement.</summary>
    /// <param name="tenant">The tenant.</param>
    public Sdk.Storage.ITenantDatabase OpenKernel(string tenant) => new Tenancy.TenantDatabase(Kernel, Kernel, Tenancy.CallScope.Whole(tenant), participant: null, _time);

    /// <summary>The kernel's own tables with a call's view and parties set, for statements that ask what the call sees. Cheap.</summary>
    /// <param name="call">The call.</param>
    public Sdk.Storage.ITenantDatabase OpenKernel(Sdk.Calls.CallContext call) => new Tenancy.TenantDatabase(Kernel, Kernel, Tenancy.CallScope.Of(call), participant: null, _time);

    /// <summary>Tables of a schema that hold rows of tenants: <c>platform</c> or a plugin's.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<string>> TenantTablesAsync(string schema, CancellationToken cancellationToken) =>
        Tenancy.TenantTables.ReadAsync(Kernel, schema, cancellationToken);

    /// <summary>Tables of a schema by which a data subject's rows are found.</summary>
    /// <param name="schema">A plugin's.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <exception cref="PluginStorageException">A declaration leads nowhere.</exception>
    public Task<IReadOnlyList<Tenancy.SubjectTable>> SubjectTablesAsync(string schema, CancellationToken cancellationToken) =>
        Tenancy.SubjectTable.ReadAsync(Kernel, schema, cancellationToken);

    /// <summary>Tables of a schema with the condition of rows that mention the data subject <c>$1</c>.</summary>
    /// <param name="schema"><c>platform</c> or a plugin's.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    public Task<IReadOnlyList<KeyValuePair<string, string>>> TablesThatMentionAsync(string schema, CancellationToken cancellationToken) =>
        Tenancy.TextColumns.ReadAsync(Kernel, schema, cancellationToken);

    /// <summary>Closes the kernel's connections and stops the private cluster.</summary>
    public async ValueTask DisposeAsync()
    {
        await Encryption.DisposeAsync().ConfigureAwait(false);
        await Kernel.DisposeAsync().ConfigureAwait(false);
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync().ConfigureAwait(false);
        }
    }

    private NpgsqlDataSource OpenOwner(string pluginId)
    {
        var role = RoleNames.OfPlugin(pluginId);
        return NpgsqlDataSource.Create(RoleConnections.For(
            _bootstrap, role, _roles.Password(role), $"{Sql.Identifier(pluginId)},public", poolSize: 2));
    }

    private async Task PrepareKernelAsync(IReadOnlyList<KernelMigrations> areas, CancellationToken cancellationToken)
    {
        await using var bootstrap = await OpenBootstrapAsync(cancellationToken).ConfigureAwait(false);
        await new Foundation(_roles).PrepareAsync(bootstrap, _cluster is not null, cancellationToken).ConfigureAwait(false);
        foreach (var (area, assembly) in areas)
        {
            // The prefix keeps kernel areas apart from plugin ids, which hold no dot.
            var name = "platform." + area;
            var target = new MigrationTarget(
                name,
                bootstrap,
                "SELECT set_config('role', 'pp_owner', true), set_config('search_path', 'platform, public', true)",
                $"INSERT INTO platform.migration (area, version, name, sha256) VALUES ('{name}', $1, $2, $3)");
            await new Migrator(_logger).RunAsync(bootstrap, target, assembly, () => Task.CompletedTask, cancellationToken)
                .ConfigureAwait(false);
        }

        await using var login = await _roles.LoginAsync(bootstrap, KernelConnectionString, RoleNames.Kernel, cancellationToken).ConfigureAwait(false);
    }

    private async Task PrepareSchemaAsync(
        NpgsqlConnection bootstrap, string pluginId, string role, CancellationToken cancellationToken)
    {
        await _roles.EnsureAsync(bootstrap, role, login: true, RoleNames.PluginGroup, cancellationToken).ConfigureAwait(false);
        var rights = await BootstrapRights.ReadAsync(bootstrap, cancellationToken).ConfigureAwait(false);
        if (!rights.IsSuperuser)
        {
            await _roles.JoinAsync(bootstrap, role, cancellationToken).ConfigureAwait(false);
        }

        // IF NOT EXISTS alone does not survive two hosts at the same moment.
        await Sql.RunAsync(
            bootstrap,
            $"""
            SELECT pg_advisory_xact_lock(hashtextextended('platform.foundation', 0));
            CREATE SCHEMA IF NOT EXISTS {Sql.Identifier(pluginId)} AUTHORIZATION {Sql.Identifier(role)}
            """,
            cancellationToken).ConfigureAwait(false);
    }

    private Task<NpgsqlConnection> OpenBootstrapAsync(CancellationToken cancellationToken) =>
        BootstrapConnection.OpenAsync(_bootstrap, _cluster is not null, cancellationToken);
}
