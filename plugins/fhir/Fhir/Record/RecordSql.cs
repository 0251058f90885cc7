namespace Fhir.Record;

/// <summary>The statements of the clinical record for other plugins.</summary>
internal static class RecordSql
{
    // Each key is looked up as the first row from it onwards. Plain equality would do, but several indexes begin with tenant
    // and type, and before a table's first ANALYZE all look equally good: the wrong one reads the whole type for every key.
    // Only the primary key gives this order.
    public const string Many = """
        SELECT c.type, c.id, c.version, c.updated_at, c.subjects, c.content, c.key
        FROM unnest($1, $2) AS w (type, id)
        CROSS JOIN LATERAL (
            SELECT r.type, r.id, r.version, r.updated_at, r.subjects, r.content, r.key
            FROM resource r WHERE r.type = w.type AND r.id >= w.id ORDER BY r.id LIMIT 1) c
        WHERE c.id = w.id AND c.content IS NOT NULL
        """;

    public const string Compartment = """
        SELECT c.type, c.id, c.version, c.updated_at, c.subjects, c.content, c.key
        FROM compartment m JOIN resource c ON c.type = m.type AND c.key = m.key
        WHERE m.subject = $1 AND m.key > $2 AND m.type = ANY($3)
        ORDER BY m.key LIMIT $4
        """;

    /// <summary>The newest of a patient's resources of some types.</summary>
    public const string Latest = """
        SELECT c.type, c.id, c.version, c.updated_at, c.subjects, c.content, c.key
        FROM compartment m JOIN resource c ON c.type = m.type AND c.key = m.key
        WHERE m.subject = $1 AND m.type = ANY($2)
        ORDER BY m.key DESC LIMIT $3
        """;
}
