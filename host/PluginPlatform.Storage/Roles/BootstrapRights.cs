using Npgsql;

namespace PluginPlatform.Storage.Roles;

/// <summary>What the administrator's database role may do.</summary>
internal sealed record BootstrapRights(
    string Role, string Database, int ServerVersion, bool IsSuperuser, bool MayCreateRoles, bool MayCreateSchemas, bool OwnsDatabase)
{
    public static async Task<BootstrapRights> ReadAsync(NpgsqlConnection bootstrap, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            SELECT current_user::text, current_database()::text, current_setting('server_version_num')::int / 10000,
                   r.rolsuper, r.rolcreaterole, has_database_privilege(current_database(), 'CREATE'),
                   r.rolsuper OR pg_has_role(d.datdba, 'USAGE')
            FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()
            """,
            bootstrap);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new(
            reader.GetString(0),
            reader.GetString(1),
            reader.GetInt32(2),
            reader.GetBoolean(3),
            reader.GetBoolean(4),
            reader.GetBoolean(5),
            reader.GetBoolean(6));
    }

    /// <exception cref="PluginStorageException">STO-1012 to STO-1014: what is missing.</exception>
    public void Require()
    {
        var role = Sql.Identifier(Role);
        if (ServerVersion < Clusters.PostgresBinaries.OldestVersion)
        {
            throw new PluginStorageException(
                "STO-1012", $"The given database runs PostgreSQL {ServerVersion}.", "Give one of version 15 or newer.");
        }

        if (!IsSuperuser && !MayCreateRoles)
        {
            throw new PluginStorageException(
                "STO-1013",
                $"The given database's role {role} may not make roles, and every plugin gets one of its own.",
                $"Run as an administrator: ALTER ROLE {role} CREATEROLE");
        }

        if (!MayCreateSchemas)
        {
            throw new PluginStorageException(
                "STO-1014",
                $"The given database's role {role} may not make schemas in {Sql.Identifier(Database)}.",
                $"Run as an administrator: GRANT CREATE ON DATABASE {Sql.Identifier(Database)} TO {role}");
        }
    }
}
