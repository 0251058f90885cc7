using Fhir.Contracts;
using Npgsql;

namespace Fhir.Storing;

/// <summary>Writes planned changes: every table once, all in one round trip.</summary>
internal static class StoreChanges
{
    private const string KeepHistory = """
        INSERT INTO resource_history (tenant_id, type, id, version, updated_at, subjects, content)
        SELECT r.tenant_id, r.type, r.id, r.version, r.updated_at, r.subjects, r.content
        FROM resource r JOIN unnest($1, $2) AS w (type, id) ON r.type = w.type AND r.id = w.id
        """;

    private const string Insert = """
        INSERT INTO resource (tenant_id, type, id, key, version, updated_at, subjects, content)
        SELECT t.id, w.type, w.id, w.key, 1, $6, string_to_array(w.subjects, ' '), w.content
        FROM (SELECT platform.tenant() AS id) t, unnest($1, $2, $3, $4, $5) AS w (type, id, key, subjects, content)
        """;

    private const string Update = """
        UPDATE resource r
        SET version = r.version + 1, updated_at = $5, subjects = string_to_array(w.subjects, ' '), content = w.content
        FROM unnest($1, $2, $3, $4) AS w (type, id, subjects, content)
        WHERE r.type = w.type AND r.id = w.id
        """;

    private static readonly string[] ForgetIndex =
    [
        "DELETE FROM token_index WHERE key = ANY($1)",
        "DELETE FROM string_index WHERE key = ANY($1)",
        "DELETE FROM date_index WHERE key = ANY($1)",
        "DELETE FROM reference_index WHERE key = ANY($1)",
        "DELETE FROM quantity_index WHERE key = ANY($1)",
        "DELETE FROM compartment WHERE key = ANY($1)",
    ];

    public static async Task RunAsync(NpgsqlConnection connection, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        var existing = changes.Where(c => c is { Before: not null, Made: not null }).ToList();
        if (existing.Count > 0)
        {
            AppendExisting(batch, existing);
        }

        AppendNew(batch, changes.Where(c => c is { Before: null, Made: not null }).ToList());
        var index = new IndexRows();
        foreach (var change in changes.Where(c => c.Rows is not null))
        {
            index.Add(change);
        }

        index.AppendTo(batch);
        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void AppendExisting(NpgsqlBatch batch, List<Change> changes)
    {
        var types = changes.Select(c => c.Type).ToArray();
        var ids = changes.Select(c => c.Id).ToArray();
        batch.Add(KeepHistory, Column.Of(types), Column.Of(ids));
        var indexed = changes.Where(c => !c.Before!.Deleted).Select(c => c.Key).ToArray();
        foreach (var forget in indexed.Length > 0 ? ForgetIndex : [])
        {
            batch.Add(forget, Column.Of(indexed));
        }

        batch.Add(Update, Column.Of(types), Column.Of(ids), Column.Of(changes.Select(Subjects)),
            Column.Of(changes.Select(c => c.Made == ResourceChange.Deleted ? null : c.Json)), Column.Value(changes[0].UpdatedAt));
    }

    private static void AppendNew(NpgsqlBatch batch, List<Change> changes)
    {
        if (changes.Count > 0)
        {
            batch.Add(Insert, Column.Of(changes.Select(c => c.Type)), Column.Of(changes.Select(c => c.Id)),
                Column.Of(changes.Select(c => c.Key)), Column.Of(changes.Select(Subjects)), Column.Of(changes.Select(c => c.Json)),
                Column.Value(changes[0].UpdatedAt));
        }
    }

    // unnest flattens arrays of arrays, so a resource's patients travel as one text; ids hold no spaces (R4 2.24.0.1).
    private static string Subjects(Change change) => string.Join(' ', change.Subjects);
}
