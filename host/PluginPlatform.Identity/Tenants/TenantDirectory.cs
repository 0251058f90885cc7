using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Identity.Tenants;

/// <summary>The tenants accounts can belong to.</summary>
public sealed class TenantDirectory
{
    private readonly PlatformStorage _storage;
    private readonly TenantStates _states;

    internal TenantDirectory(PlatformStorage storage, TenantStates states) => (_storage, _states) = (storage, states);

    /// <summary>Adds a tenant; one that is there stays as it is.</summary>
    /// <param name="id">1 to 63 lower-case letters, digits, hyphens and underscores.</param>
    /// <param name="name">For display.</param>
    /// <param name="cancellationToken">Cancels before the row is written.</param>
    /// <returns>False when it was there already.</returns>
    /// <exception cref="ArgumentException">The id has another form.</exception>
    public async Task<bool> AddAsync(string id, string name, CancellationToken cancellationToken)
    {
        if (!TenantId.IsValid(id))
        {
            throw new ArgumentException(TenantId.Rule, nameof(id));
        }

        await using var command = _storage.Kernel.CreateCommand(
            "INSERT INTO platform.tenant (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name });
        var added = await command.ExecuteNonQueryAsync(cancellationToken) == 1;
        await _states.RefreshAsync(cancellationToken);
        return added;
    }

    /// <summary>Whether the tenant is there and not suspended.</summary>
    /// <param name="id">Any text.</param>
    /// <param name="cancellationToken">Cancels the look-up.</param>
    public async Task<bool> IsActiveAsync(string id, CancellationToken cancellationToken)
    {
        await using var command = _storage.Kernel.CreateCommand(
            "SELECT EXISTS (SELECT FROM platform.tenant WHERE id = $1 AND state = 'active')");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return TenantId.IsValid(id) && await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
