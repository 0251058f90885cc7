using System.Buffers.Text;
using Npgsql;

namespace PluginPlatform.Storage.Roles;

/// <summary>Makes roles and keeps their passwords equal to what the master key says.</summary>
/// <remarks>Roles belong to the whole cluster: other hosts and other databases of it may be doing the same at this moment.</remarks>
internal sealed class RoleKeeper(MasterKey key, TimeProvider time)
{
    private const int Tries = 20;

    public string Password(string role) => Base64Url.EncodeToString(key.Derive("role:" + role));

    /// <summary>Makes the role when it is missing, in the group when one is named; refuses one that could pass row-level security.</summary>
    public Task EnsureAsync(
        NpgsqlConnection bootstrap, string role, bool login, string? group, CancellationToken cancellationToken) =>
        RetryAsync(async () =>
        {
            if (!await ExistsAsync(bootstrap, role, cancellationToken).ConfigureAwait(false))
            {
                var password = login ? $"LOGIN PASSWORD '{ScramVerifier.Make(Password(role))}'" : "NOLOGIN";
                await Sql.RunAsync(
                    bootstrap,
                    $"CREATE ROLE {Sql.Identifier(role)} NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS {password}",
                    cancellationToken).ConfigureAwait(false);
            }

            if (group is not null && !await IsMemberAsync(bootstrap, role, group, cancellationToken).ConfigureAwait(false))
            {
                await Sql.RunAsync(
                    bootstrap, $"GRANT {Sql.Identifier(group)} TO {Sql.Identifier(role)}", cancellationToken).ConfigureAwait(false);
            }
        }, cancellationToken);

    /// <summary>Lets a bootstrap role that is no superuser make and alter what the role owns.</summary>
    public Task JoinAsync(NpgsqlConnection bootstrap, string role, CancellationToken cancellationToken) =>
        RetryAsync(
            () => Sql.RunAsync(bootstrap, $"GRANT {Sql.Identifier(role)} TO CURRENT_USER", cancellationToken),
            cancellationToken);

    /// <summary>Opens a first connection as the role; when the password is refused, sets it and tries once more.</summary>
    public async Task<NpgsqlConnection> LoginAsync(
        NpgsqlConnection bootstrap, string connectionString, string role, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(connectionString, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            var sql = $"ALTER ROLE {Sql.Identifier(role)} LOGIN PASSWORD '{ScramVerifier.Make(Password(role))}'";
            await RetryAsync(() => Sql.RunAsync(bootstrap, sql, cancellationToken), cancellationToken).ConfigureAwait(false);
            return await OpenAsync(connectionString, cancellationToken).ConfigureAwait(false);
        }
    }

    // Its own connection, not a pooled one: only migrations want the failing statement named in the exception.
    private static async Task<NpgsqlConnection> OpenAsync(string connectionString, CancellationToken cancellationToken)
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
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection bootstrap, string role, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "SELECT rolsuper OR rolbypassrls OR rolcreaterole FROM pg_roles WHERE rolname = $1", bootstrap);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = role });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) switch
        {
            null => false,
            false => true,
            _ => throw new PluginStorageException(
                "STO-1102",
                $"The database role '{role}' has rights that would let it pass row-level security.",
                $"Run: ALTER ROLE \"{role}\" NOSUPERUSER NOBYPASSRLS NOCREATEROLE"),
        };
    }

    private static async Task<bool> IsMemberAsync(
        NpgsqlConnection bootstrap, string role, string group, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT pg_has_role($1, $2, 'MEMBER')", bootstrap);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = role });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = group });
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    // "tuple concurrently updated" has no SQLSTATE of its own (XX000); the others are the race between look and create.
    private async Task RetryAsync(Func<Task> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await change().ConfigureAwait(false);
                return;
            }
            catch (PostgresException race) when (attempt < Tries && race.SqlState is
                PostgresErrorCodes.InternalError or PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateObject)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10 * attempt), time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
