using Npgsql;

namespace PluginPlatform.Storage.Migrating;

/// <summary>Where an area's migrations run.</summary>
/// <param name="Area">The area in the history.</param>
/// <param name="Connection">Open, outside a transaction.</param>
/// <param name="Enter">A statement at the start of each transaction, or null.</param>
/// <param name="Record">Writes the history row in the same transaction: $1 version, $2 name, $3 sha256.</param>
internal sealed record MigrationTarget(string Area, NpgsqlConnection Connection, string? Enter, string Record);
