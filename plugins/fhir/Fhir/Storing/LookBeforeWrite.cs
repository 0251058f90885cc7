using Npgsql;

namespace Fhir.Storing;

/// <summary>
/// Locks what changes touch and reads what planning needs, in one round trip. Locks are taken in the order of type and id.
/// A deletion excludes everything; an update lets others go on referring to the resource; a reference holds its target
/// against deletion until the commit.
/// </summary>
internal sealed class LookBeforeWrite
{
    private const string LockDeleted = """
        SELECT r.type, r.id, r.key, r.version, r.content IS NULL, r.subjects
        FROM resource r JOIN unnest($1, $2) AS w (type, id) ON r.type = w.type AND r.id = w.id
        ORDER BY r.type, r.id FOR UPDATE OF r
        """;

    private const string LockPut = """
        SELECT r.type, r.id, r.key, r.version, r.content IS NULL, r.subjects
        FROM resource r JOIN unnest($1, $2) AS w (type, id) ON r.type = w.type AND r.id = w.id
        ORDER BY r.type, r.id FOR NO KEY UPDATE OF r
        """;

    private const string HoldTargets = """
        SELECT r.type, r.id
        FROM resource r JOIN unnest($1, $2) AS w (type, id) ON r.type = w.type AND r.id = w.id
        WHERE r.content IS NOT NULL
        ORDER BY r.type, r.id FOR KEY SHARE OF r
        """;

    // Resources changed along with the deletion are left out: what they will refer to is checked on its own.
    private const string FindReferrers = """
        SELECT i.target, i.param, i.key
        FROM reference_index i
        WHERE i.target = ANY($1) AND i.key NOT IN (
            SELECT r.key FROM resource r JOIN unnest($2, $3) AS w (type, id) ON r.type = w.type AND r.id = w.id)
        LIMIT 50
        """;

    private const string TakeKeys = "SELECT nextval('resource_key') FROM generate_series(1, $1)";

    private readonly Queue<long> _keys = new();

    public Dictionary<string, StoredHead> Heads { get; } = new(StringComparer.Ordinal);

    /// <summary>Targets of references that exist, as Type/id.</summary>
    public HashSet<string> Targets { get; } = new(StringComparer.Ordinal);

    /// <summary>What refers to resources that are to be deleted.</summary>
    public List<(string Target, int Param, long Key)> Referrers { get; } = [];

    public long NextKey() => _keys.Dequeue();

    public static async Task<LookBeforeWrite> RunAsync(
        NpgsqlConnection connection, IReadOnlyList<Change> changes, CancellationToken cancellationToken)
    {
        var look = new LookBeforeWrite();
        await using var batch = new NpgsqlBatch(connection);
        var readers = look.Compose(batch, changes);
        if (batch.BatchCommands.Count == 0)
        {
            return look;
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        foreach (var read in readers)
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                read(reader);
            }

            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        }

        return look;
    }

    private List<Action<NpgsqlDataReader>> Compose(NpgsqlBatch batch, IReadOnlyList<Change> changes)
    {
        var readers = new List<Action<NpgsqlDataReader>>();
        var deleted = changes.Where(c => c.Kind == ChangeKind.Delete).ToList();
        var put = changes.Where(c => c.Kind == ChangeKind.Put).ToList();
        Add(LockDeleted, deleted, ReadHead);
        Add(LockPut, put, ReadHead);
        var targets = TargetsOutside(changes);
        if (targets.Count > 0)
        {
            batch.Add(HoldTargets, Column.Of(targets.Select(t => t.Type)), Column.Of(targets.Select(t => t.Id)));
            readers.Add(row => Targets.Add($"{row.GetString(0)}/{row.GetString(1)}"));
        }

        if (deleted.Count > 0)
        {
            List<Change> named = [.. deleted, .. put];
            batch.Add(FindReferrers, Column.Of(deleted.Select(c => c.Name)), Column.Of(named.Select(c => c.Type)), Column.Of(named.Select(c => c.Id)));
            readers.Add(row => Referrers.Add((row.GetString(0), row.GetInt32(1), row.GetInt64(2))));
        }

        if (changes.Count > deleted.Count)
        {
            batch.Add(TakeKeys, Column.Value(changes.Count - deleted.Count));
            readers.Add(row => _keys.Enqueue(row.GetInt64(0)));
        }

        return readers;

        void Add(string sql, List<Change> wanted, Action<NpgsqlDataReader> read)
        {
            if (wanted.Count > 0)
            {
                batch.Add(sql, Column.Of(wanted.Select(c => c.Type)), Column.Of(wanted.Select(c => c.Id)));
                readers.Add(read);
            }
        }
    }

    private static HashSet<(string Type, string Id)> TargetsOutside(IReadOnlyList<Change> changes)
    {
        var inside = changes.Where(c => c.Kind != ChangeKind.Delete).Select(c => (c.Type, c.Id)).ToHashSet();
        var outside = new HashSet<(string, string)>();
        foreach (var reference in changes.SelectMany(c => c.References))
        {
            if (!inside.Contains((reference.TargetType, reference.TargetId)))
            {
                outside.Add((reference.TargetType, reference.TargetId));
            }
        }

        return outside;
    }

    private void ReadHead(NpgsqlDataReader row) =>
        Heads[$"{row.GetString(0)}/{row.GetString(1)}"] =
            new(row.GetInt64(2), row.GetInt32(3), row.GetBoolean(4), row.GetFieldValue<string[]>(5));
}
