using System.Buffers.Text;
using Microsoft.Extensions.Logging;
using Npgsql;
using PluginPlatform.Storage.Clusters;
using PluginPlatform.Storage.Roles;

namespace PluginPlatform.Storage;

/// <summary>A private PostgreSQL cluster that lives and ends with this process and listens on a Unix socket only.</summary>
public sealed class EmbeddedCluster : IAsyncDisposable
{
    private readonly ClusterLock _lock;
    private readonly ClusterProcess _process;
    private readonly ClusterPlace _place;
    private readonly string _password;

    private EmbeddedCluster(ClusterLock held, ClusterProcess process, ClusterPlace place, string password)
    {
        _lock = held;
        _process = process;
        _place = place;
        _password = password;
    }

    /// <summary>Where the cluster lies.</summary>
    public string Folder => _place.Base;

    /// <summary>The superuser's connection to the maintenance database <c>postgres</c>.</summary>
    public string AdminConnectionString => ConnectionString("postgres");

    /// <summary>Starts the data folder's cluster; makes it the first time.</summary>
    /// <param name="options">The folder and how durable.</param>
    /// <param name="loggers">Logging.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Cancels; what was started is stopped.</param>
    /// <exception cref="PluginStorageException">STO-10xx: what is missing and how to mend it.</exception>
    public static async Task<EmbeddedCluster> StartAsync(
        EmbeddedClusterOptions options, ILoggerFactory loggers, TimeProvider time, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<EmbeddedCluster>();
        var started = time.GetTimestamp();
        var key = MasterKey.LoadOrCreate(options.DataFolder);
        var password = Base64Url.EncodeToString(key.Derive("role:postgres"));
        var held = ClusterLock.Take(options.DataFolder);
        try
        {
            var place = await ClusterPlace.PrepareAsync(options.DataFolder, logger, cancellationToken).ConfigureAwait(false);
            var binaries = await PostgresBinaries.FindAsync(VersionOf(place), cancellationToken).ConfigureAwait(false);
            await StopOrphan.RunAsync(place, logger, time, cancellationToken).ConfigureAwait(false);
            if (VersionOf(place) is null)
            {
                await InitialiseCluster.RunAsync(place, binaries, password, options.Durable, logger, cancellationToken)
                    .ConfigureAwait(false);
            }

            var process = await ClusterProcess.StartAsync(place, binaries, options.Durable, logger, time, cancellationToken)
                .ConfigureAwait(false);
            StorageLog.ClusterReady(logger, (long)time.GetElapsedTime(started).TotalMilliseconds, place.Base);
            return new(held, process, place, password);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>The superuser's connection to a database of the cluster, not pooled.</summary>
    /// <param name="database">Its name.</param>
    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _place.Socket,
        Port = 5432,
        Username = "postgres",
        Password = _password,
        Database = database,
        Pooling = false,
        ApplicationName = "platform/bootstrap",
    }.ConnectionString;

    /// <summary>Makes a database unless it exists.</summary>
    /// <param name="database">Its name.</param>
    /// <param name="template">A database to copy, to which nobody is connected; null for an empty one.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public async Task CreateDatabaseAsync(string database, string? template, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await using var look = new NpgsqlCommand("SELECT FROM pg_database WHERE datname = $1", connection);
        look.Parameters.Add(new NpgsqlParameter<string> { TypedValue = database });
        await using (var reader = await look.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false))
        {
            if (reader.HasRows)
            {
                return;
            }
        }

        var copy = template is null ? "" : $" TEMPLATE {Sql.Identifier(template)} STRATEGY FILE_COPY";
        await Sql.RunAsync(connection, $"CREATE DATABASE {Sql.Identifier(database)}{copy}", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Drops a database and ends the sessions in it.</summary>
    /// <param name="database">Its name; nothing happens when there is none.</param>
    /// <param name="cancellationToken">Cancels the statement.</param>
    public async Task DropDatabaseAsync(string database, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(
            connection, $"DROP DATABASE IF EXISTS {Sql.Identifier(database)} WITH (FORCE)", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Shuts the server down fast and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        _place.RemoveSocketElsewhere();
        _lock.Dispose();
    }

    private Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken) =>
        BootstrapConnection.OpenAsync(AdminConnectionString, privateCluster: true, cancellationToken);

    private static int? VersionOf(ClusterPlace place)
    {
        var file = Path.Combine(place.Data, "PG_VERSION");
        return File.Exists(file) && int.TryParse(File.ReadAllText(file), out var version) ? version : null;
    }
}
