using System.Text.RegularExpressions;
using Npgsql;
using PluginPlatform.Storage;

namespace PluginPlatform.Host.Admin;

/// <summary>Adds tenants. Suspending, exporting and deleting them come with the tenants page.</summary>
internal sealed partial class Tenants(PlatformStorage storage)
{
    /// <returns>False when there is one already.</returns>
    /// <exception cref="ArgumentException">The id has another form.</exception>
    public async Task<bool> AddAsync(string id, string? name, CancellationToken cancellationToken)
    {
        if (!IdPattern.IsMatch(id))
        {
            throw new ArgumentException("A tenant's id has 2 to 63 lower-case letters, digits and hyphens, a letter first.", nameof(id));
        }

        await using var command = storage.Kernel.CreateCommand(
            "INSERT INTO platform.tenant (id, name) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = name ?? id });
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{1,62}$")]
    private static partial Regex IdPattern { get; }
}
