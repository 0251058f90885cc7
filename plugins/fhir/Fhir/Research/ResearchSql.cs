namespace Fhir.Research;

/// <summary>The statements of the research export. Each is bounded, whatever the tenant holds.</summary>
internal static class ResearchSql
{
    /// <summary>The patients after an id.</summary>
    public const string Patients = "SELECT id, content FROM resource WHERE type = 'Patient' AND id > $1 AND content IS NOT NULL ORDER BY id LIMIT 1";

    /// <summary>One patient by id, or the next after it among those of a group.</summary>
    public const string Members = """
        SELECT r.id, r.content FROM unnest($1) AS m (id) JOIN resource r ON r.type = 'Patient' AND r.id = m.id
        WHERE m.id > $2 AND r.content IS NOT NULL ORDER BY r.id LIMIT 1
        """;

    /// <summary>What is in a patient's compartment, without contents: the links that will resolve.</summary>
    public const string Keys = """
        SELECT r.type, r.id FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
        WHERE m.subject = $1 AND m.type = ANY ($2) AND r.content IS NOT NULL AND r.subjects = ARRAY[$1]
        """;

    /// <summary>The contents, by key.</summary>
    public const string Contents = """
        SELECT r.key, r.content FROM compartment m JOIN resource r ON r.type = m.type AND r.key = m.key
        WHERE m.subject = $1 AND m.key > $2 AND m.type = ANY ($3) AND r.content IS NOT NULL AND r.subjects = ARRAY[$1]
        ORDER BY m.key LIMIT $4
        """;

    /// <summary>What is about no patient.</summary>
    public const string Nobody = """
        SELECT type, id, content FROM resource
        WHERE (type, id) > ($1, $2) AND type = ANY ($3) AND subjects = '{}' AND content IS NOT NULL ORDER BY type, id LIMIT $4
        """;

    public const string Group = "SELECT content FROM resource WHERE type = 'Group' AND id = $1 AND content IS NOT NULL";
}
