using Npgsql;

namespace PluginPlatform.Storage.Roles;

/// <summary>Opens the administrator's connection, used while starting and preparing only.</summary>
internal static class BootstrapConnection
{
    public static async Task<NpgsqlConnection> OpenAsync(
        string connectionString, bool privateCluster, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            IncludeFailedBatchedCommand = true,
        }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (NpgsqlException refused)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new PluginStorageException(
                "STO-1015",
                $"The database cannot be opened: {refused.Message}",
                privateCluster
                    ? $"The cluster's password follows from the master key: restore the {MasterKey.FileName} that belongs to this data folder."
                    : "Check the address, name and password given with PLATFORM_DATABASE.",
                refused);
        }
    }
}
