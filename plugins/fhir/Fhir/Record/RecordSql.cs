namespace Fhir.Record;

/// <summary>The statements of the clinical record for other plugins.</summary>
internal static class RecordSql
{
    public const string Many = """
        SELECT c.type, c.id, c.version, c.updated_at, c.subjects, c.content, c.key
        FROM resource c JOIN unnest($1, $2) AS w (type, id) ON c.type = w.type AND c.id = w.id
        WHERE c.content IS NOT NULL
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
