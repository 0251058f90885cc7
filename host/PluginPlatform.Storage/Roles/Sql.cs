using Npgsql;

namespace PluginPlatform.Storage.Roles;

/// <summary>Statements that take no parameters: names and utility commands.</summary>
internal static class Sql
{
    /// <summary>Quotes a name (PostgreSQL, 4.1.1).</summary>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
