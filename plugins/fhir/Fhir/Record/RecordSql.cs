namespace Fhir.Record;

/// <summary>The statements of the clinical record for other plugins.</summary>
internal static class RecordSql
{
    // Each key is looked up as the first row from it onwards. Plain equality would do, but several indexes begin with tenant
    // and type, and before a table's first ANALYZE all look equally good: the wrong one reads the whole type for every key.
    // Only the primary key gives this order.
    public const string Many = """
        SELECT r.type, r.id, r.version, r.updated_at, r.subjects, r.content, r.key
        FROM unnest($1, $2) AS w (type, id)
        CROSS JOIN LATERAL (
            SELECT f.type, f.id, f.version, f.updated_at, f.subjects, f.content, f.key
            FROM resource f WHERE f.type = w.type AND f.id >= w.id ORDER BY f.id LIMIT 1) r
        WHERE r.id = w.id AND r.content IS NOT NULL
        """;

    public const string Compartment = """
        SELECT r.type, r.id, r.version, r.updated_at, r.subjects, r.content, r.key
        FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
        WHERE m.subject = $1 AND m.key > $2 AND m.type = ANY($3)
        """;

    public const string ByKey = " ORDER BY m.key LIMIT $4";

    /// <summary>The newest of a patient's resources of some types.</summary>
    public const string Latest = """
        SELECT r.type, r.id, r.version, r.updated_at, r.subjects, r.content, r.key
        FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
        WHERE m.subject = $1 AND m.type = ANY($2)
        """;

    public const string NewestFirst = " ORDER BY m.key DESC LIMIT $3";
}
