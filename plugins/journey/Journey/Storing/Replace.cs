using Journey.Mapping;
using Npgsql;

namespace Journey.Storing;

/// <summary>The statements that put new nodes and edges in the place of the old ones.</summary>
internal static class Replace
{
    // Joined, not "= ANY": before a table's first ANALYZE the planner reads the tenant, and would compare every row with every name.
    private const string DeleteNodes = "DELETE FROM node WHERE resource IN (SELECT unnest($1::text[]))";
    private const string DeleteEdges = "DELETE FROM edge WHERE resource IN (SELECT unnest($1::text[]))";

    // Lists of codes differ in length, so they travel as lines and become arrays here.
    private const string InsertNodes = """
        INSERT INTO node (resource, part, subject, kind, label, start_at, end_at, start_text, end_text, status,
                          code, codes, reasons, value_number, value_text, unit, low, high, detail)
        SELECT resource, part, subject, kind, label, start_at, end_at, start_text, end_text, status,
               code, string_to_array(codes, E'\n'), string_to_array(reasons, E'\n'), value_number, value_text, unit, low, high, detail
        FROM unnest($1::text[], $2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::timestamptz[], $8::text[], $9::text[], $10::text[],
                    $11::text[], $12::text[], $13::text[], $14::float8[], $15::text[], $16::text[], $17::float8[], $18::float8[], $19::text[])
            AS i (resource, part, subject, kind, label, start_at, end_at, start_text, end_text, status,
                  code, codes, reasons, value_number, value_text, unit, low, high, detail)
        """;

    private const string InsertEdges = """
        INSERT INTO edge (resource, from_resource, to_resource, kind, subject, date_text)
        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
        """;

    private const string Revise = """
        INSERT INTO subject (subject, revision)
        SELECT s, nextval('revision') FROM unnest($1::text[]) AS s
        ON CONFLICT (tenant_id, subject) DO UPDATE SET revision = excluded.revision
        """;

    private const string Know = """
        UPDATE subject SET present = i.present, deceased = i.deceased
        FROM unnest($1::text[], $2::boolean[], $3::text[]) AS i (subject, present, deceased)
        WHERE subject.subject = i.subject
        """;

    /// <param name="batch">Runs in the transaction that accepted the changes.</param>
    /// <param name="changes">Accepted changes.</param>
    /// <param name="known">Those of them that an earlier version is held of; the others have nothing to take away.</param>
    /// <param name="subjects">All whose journey changes, sorted.</param>
    public static void AppendTo(NpgsqlBatch batch, IReadOnlyList<MappedResource> changes, string[] known, string[] subjects)
    {
        var patients = changes.Select(change => change.Patient).OfType<PatientFacts>().ToList();
        Append(batch, Revise, new NpgsqlParameter<string[]> { TypedValue = subjects });
        if (known.Length > 0)
        {
            Append(batch, DeleteNodes, new NpgsqlParameter<string[]> { TypedValue = known });
            Append(batch, DeleteEdges, new NpgsqlParameter<string[]> { TypedValue = known });
        }

        Append(batch, InsertNodes, Nodes([.. changes.SelectMany(change => change.Nodes, (change, node) => new OwnedNode(change, node))]));
        Append(batch, InsertEdges, Edges([.. changes.SelectMany(change => change.Edges, (change, edge) => new OwnedEdge(change, edge))]));
        if (patients.Count > 0)
        {
            Append(batch, Know, Sql.Column(patients, p => p.Id), Sql.Column(patients, p => p.Present), Sql.Column(patients, p => p.Deceased));
        }
    }

    private static NpgsqlParameter[] Nodes(IReadOnlyList<OwnedNode> nodes) =>
    [
        Sql.Column(nodes, n => n.Owner.Resource), Sql.Column(nodes, n => n.Node.Part), Sql.Column(nodes, n => n.Owner.Subject),
        Sql.Column(nodes, n => n.Node.Kind), Sql.Column(nodes, n => n.Node.Label),
        Sql.Column(nodes, n => n.Node.Start.At), Sql.Column(nodes, n => n.Node.End.At),
        Sql.Column(nodes, n => n.Node.Start.Text), Sql.Column(nodes, n => n.Node.End.Text), Sql.Column(nodes, n => n.Node.Status),
        Sql.Column(nodes, n => n.Node.Code), Sql.Column(nodes, n => Lines(n.Node.Codes)), Sql.Column(nodes, n => Lines(n.Node.Reasons)),
        Sql.Column(nodes, n => n.Node.Value.Number), Sql.Column(nodes, n => n.Node.Value.Text), Sql.Column(nodes, n => n.Node.Value.Unit),
        Sql.Column(nodes, n => n.Node.Low), Sql.Column(nodes, n => n.Node.High), Sql.Column(nodes, n => n.Node.Detail),
    ];

    private static NpgsqlParameter[] Edges(IReadOnlyList<OwnedEdge> edges) =>
    [
        Sql.Column(edges, e => e.Owner.Resource), Sql.Column(edges, e => e.Edge.From), Sql.Column(edges, e => e.Edge.To),
        Sql.Column(edges, e => e.Edge.Kind), Sql.Column(edges, e => e.Owner.Subject), Sql.Column(edges, e => e.Owner.Date),
    ];

    private static string Lines(IReadOnlyList<string> codes) => string.Join('\n', codes.Select(code => code.ReplaceLineEndings(" ")));

    private static void Append(NpgsqlBatch batch, string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        batch.BatchCommands.Add(command);
    }

    private readonly record struct OwnedNode(MappedResource Owner, MappedNode Node);

    private readonly record struct OwnedEdge(MappedResource Owner, MappedEdge Edge);
}
