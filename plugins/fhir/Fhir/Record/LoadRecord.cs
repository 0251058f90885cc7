using Fhir.Access;
using Fhir.Contracts;
using Fhir.Searching;
using Fhir.Storing;
using Npgsql;
using PluginPlatform.Sdk.Access;
using PluginPlatform.Sdk.Storage;

namespace Fhir.Record;

/// <summary>Reads many current resources at once, as far as the caller reaches.</summary>
internal sealed class LoadRecord(ITenantDatabase database, Reach reach)
{
    public Task<List<StoredItem>> ManyAsync(IReadOnlyList<ResourceKey> keys, CancellationToken cancellationToken)
    {
        var sql = SqlText.From(RecordSql.Many, Column.Of(keys.Select(k => k.Type)), Column.Of(keys.Select(k => k.Id)));
        reach.AppendTo(sql, DataAction.Read, keys.Select(k => k.Type));
        return RunAsync(sql, cancellationToken);
    }

    /// <summary>What is about a patient, by key.</summary>
    public Task<List<StoredItem>> CompartmentAsync(
        string subject, string[] types, long after, int limit, CancellationToken cancellationToken)
    {
        var sql = SqlText.From(RecordSql.Compartment, Column.Value(subject), Column.Value(after), Column.Value(types), Column.Value(limit));
        reach.AppendTo(sql, DataAction.Read | DataAction.Search, types);
        return RunAsync(sql.Add(RecordSql.ByKey), cancellationToken);
    }

    /// <summary>What is about a patient, the last stored first.</summary>
    public Task<List<StoredItem>> LatestAsync(string subject, string[] types, int limit, CancellationToken cancellationToken)
    {
        var sql = SqlText.From(RecordSql.Latest, Column.Value(subject), Column.Value(types), Column.Value(limit));
        reach.AppendTo(sql, DataAction.Read, types);
        return RunAsync(sql.Add(RecordSql.NewestFirst), cancellationToken);
    }

    private Task<List<StoredItem>> RunAsync(SqlText sql, CancellationToken cancellationToken) =>
        database.ReadAsync(sql.ToString(), sql.Parameters, ReadAsync, cancellationToken);

    private static async Task<List<StoredItem>> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var items = new List<StoredItem>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var key = new ResourceKey(reader.GetString(0), reader.GetString(1));
            items.Add(new(reader.GetInt64(6), new(
                key, reader.GetInt32(2), reader.GetDateTime(3), reader.GetFieldValue<string[]>(4), reader.GetFieldValue<byte[]>(5))));
        }

        return items;
    }
}

/// <summary>A resource with its number in the index tables.</summary>
internal sealed record StoredItem(long Key, ClinicalResource Resource);
