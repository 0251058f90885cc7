using Npgsql;

namespace PluginPlatform.Storage.Roles;

/// <summary>Makes the kernel's roles, its schema and the migrations history.</summary>
internal sealed class Foundation(RoleKeeper roles)
{
    public async Task PrepareAsync(NpgsqlConnection bootstrap, bool privateCluster, CancellationToken cancellationToken)
    {
        var rights = await BootstrapRights.ReadAsync(bootstrap, cancellationToken).ConfigureAwait(false);
        rights.Require();
        await roles.EnsureAsync(bootstrap, RoleNames.Owner, login: false, group: null, cancellationToken).ConfigureAwait(false);
        await roles.EnsureAsync(bootstrap, RoleNames.PluginGroup, login: false, group: null, cancellationToken).ConfigureAwait(false);
        await roles.EnsureAsync(bootstrap, RoleNames.Kernel, login: true, group: null, cancellationToken).ConfigureAwait(false);
        if (!rights.IsSuperuser)
        {
            await roles.JoinAsync(bootstrap, RoleNames.Owner, cancellationToken).ConfigureAwait(false);
        }

        await using var transaction = await bootstrap.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(bootstrap, Grants(rights, privateCluster), cancellationToken).ConfigureAwait(false);
        await Sql.RunAsync(bootstrap, EmbeddedSql.Read("Roles.foundation.sql"), cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    // One host at a time: grants on the same object in two sessions fail with "tuple concurrently updated".
    private static string Grants(BootstrapRights rights, bool privateCluster)
    {
        var database = Sql.Identifier(rights.Database);
        var onDatabase = rights.OwnsDatabase
            ? $"GRANT CONNECT, TEMPORARY ON DATABASE {database} TO pp_kernel, pp_plugin;"
            : "";

        // A given database may have other users of its own; a private one has none.
        var fromPublic = privateCluster ? $"REVOKE ALL ON DATABASE {database} FROM PUBLIC;" : "";
        return $"""
            SELECT pg_advisory_xact_lock(hashtextextended('platform.foundation', 0));
            {onDatabase}
            {fromPublic}
            CREATE SCHEMA IF NOT EXISTS platform AUTHORIZATION pp_owner;
            SET LOCAL ROLE pp_owner;
            GRANT USAGE ON SCHEMA platform TO pp_kernel, pp_plugin;
            """;
    }
}
