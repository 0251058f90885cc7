using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Sessions;

/// <summary>
/// Reads accounts for sign-in and start-up: one statement each, straight from the tables, so that neither waits for the
/// object mapper to warm up. Accounts are changed through Identity's UserManager.
/// </summary>
internal sealed class AccountStore(PlatformStorage storage)
{
    private const string Account =
        """
        SELECT u.id, u.user_name, u.display_name, u.tenant_id, u.security_stamp, u.password_hash, u.lockout_end,
               t.state = 'active',
               array(SELECT r.name::text FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id
                     WHERE ur.user_id = u.id),
               u.fhir_user
        FROM platform.users u JOIN platform.tenant t ON t.id = u.tenant_id
        WHERE
        """;

    public async Task<StoredAccount?> FindAsync(string normalizedName, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand($"{Account} u.normalized_user_name = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = normalizedName });
        return await ReadAsync(command, cancellationToken);
    }

    public async Task<StoredAccount?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand($"{Account} u.id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        return await ReadAsync(command, cancellationToken);
    }

    /// <summary>Keeps a better hash of the same password, unless the password has changed meanwhile.</summary>
    public async Task UpgradeHashAsync(Guid user, string before, string after, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.users SET password_hash = $3 WHERE id = $1 AND password_hash = $2");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = user });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = before });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = after });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Says who an account is in the record, unless somebody said so already.</summary>
    public async Task LinkAsync(string normalizedName, string person, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "UPDATE platform.users SET fhir_user = $2 WHERE normalized_user_name = $1 AND fhir_user IS NULL");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = normalizedName });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = person });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Which of these names, normalised, are accounts.</summary>
    public async Task<IReadOnlySet<string>> KnownAsync(IReadOnlyList<string> normalizedNames, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            "SELECT normalized_user_name FROM platform.users WHERE normalized_user_name = ANY ($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. normalizedNames] });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var known = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            known.Add(reader.GetString(0));
        }

        return known;
    }

    public async Task<bool> AnyoneHasAsync(string role, CancellationToken cancellationToken)
    {
        await using var command = storage.Kernel.CreateCommand(
            """
            SELECT EXISTS (SELECT FROM platform.user_roles ur JOIN platform.roles r ON r.id = ur.role_id WHERE r.name = $1)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = role });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task<StoredAccount?> ReadAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return null;
        }

        var account = new Account(
            reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4),
            reader.GetFieldValue<string[]>(8)) { FhirUser = reader.IsDBNull(9) ? null : reader.GetString(9) };
        return new(
            account,
            reader.IsDBNull(5) ? null : reader.GetString(5),
            reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTime>(6),
            reader.GetBoolean(7));
    }
}
