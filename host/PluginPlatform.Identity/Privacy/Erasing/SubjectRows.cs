using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Calls;
using PluginPlatform.Sdk.Storage;
using PluginPlatform.Storage;
using PluginPlatform.Storage.Tenancy;

namespace PluginPlatform.Identity.Privacy.Erasing;

/// <summary>A data subject's rows in one plugin's schema, as the plugin's own role and through row-level security: no statement here can reach another tenant.</summary>
internal sealed class SubjectRows(PluginStorage plugin, string tenant, string subject)
{
    private const int Batch = 2_000;

    private readonly ITenantDatabase _database = plugin.Open(
        new CallContext { Tenant = tenant, Actor = Actor.Plugin("kernel"), Permissions = [], Data = DataGrants.None, RequestId = "erase" }, participant: null);

    /// <summary>Rows of the subject, and how many of them are about somebody else as well.</summary>
    public Task<(long All, long Shared)> CountAsync(SubjectTable table, CancellationToken cancellationToken) => _database.ReadAsync(
        $"SELECT count(*), count(*) FILTER (WHERE {table.Shared}) FROM {table.Quoted} WHERE {table.Match}", [Subject()],
        async (reader, token) => await reader.ReadAsync(token) ? (reader.GetInt64(0), reader.GetInt64(1)) : (0, 0), cancellationToken);

    /// <summary>Rows of a table in which the subject's id stands anywhere.</summary>
    public Task<long> MentionsAsync(string table, string condition, CancellationToken cancellationToken) => _database.ReadAsync(
        $"SELECT count(*) FROM {table} WHERE {condition}", [Subject()],
        async (reader, token) => await reader.ReadAsync(token) ? reader.GetInt64(0) : 0, cancellationToken);

    /// <summary>Erases at most a batch, unless the erasure is not under way or held back.</summary>
    /// <returns>Rows erased, and whether there may be more.</returns>
    public async Task<(long Gone, bool More)> EraseAsync(SubjectTable table, Guid erasure, CancellationToken cancellationToken)
    {
        await using var transaction = await _database.BeginAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(transaction.Connection) { Timeout = 0 };
        batch.BatchCommands.Add(new("SELECT platform.assert_erasable($1)") { Parameters = { new NpgsqlParameter<Guid> { TypedValue = erasure } } });

        // The condition stands twice: places repeat among the partitions of a table.
        batch.BatchCommands.Add(new($"""
            DELETE FROM {table.Quoted}
            WHERE ({table.Match}) AND ctid = ANY (ARRAY(SELECT ctid FROM {table.Quoted} WHERE {table.Match} LIMIT {Batch}))
            """) { Parameters = { Subject() } });
        await batch.ExecuteNonQueryAsync(cancellationToken);
        var gone = batch.BatchCommands[1].RecordsAffected;
        await transaction.CommitAsync(cancellationToken);
        return ((long)gone, gone > 0);
    }

    private NpgsqlParameter<string> Subject() => new() { TypedValue = subject };
}
